import { spawnSync } from 'node:child_process';

/** Numbers of a list such as `0-3,8`. */
function numbersOf(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [low = NaN, high = low] = part.split('-').map(Number);
    return Array.from({ length: high - low + 1 }, (_, i) => low + i);
  });
}

let found: readonly number[] | undefined;

/**
 * Processors that a process can be bound to, of those that this one may use; none where that cannot be done: it takes Linux
 * and its `taskset`.
 */
export function processors(): readonly number[] {
  return (found ??= lookUp());
}

function lookUp(): readonly number[] {
  if (process.platform !== 'linux') return [];
  const asked = spawnSync('taskset', ['-c', '-p', String(process.pid)], { encoding: 'utf8' });
  // pid 1234's current affinity list: 0-3,8
  const [list] = /[\d,-]+$/.exec(asked.stdout?.trim() ?? '') ?? [];
  return asked.status === 0 && list !== undefined ? numbersOf(list) : [];
}

/** The words before a command that bind it to one processor; none leave it free. */
export function boundTo(processor: number | undefined): readonly string[] {
  return processor === undefined ? [] : ['taskset', '-c', String(processor)];
}
