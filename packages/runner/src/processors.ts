import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

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
  const status = readFileSync('/proc/self/status', 'utf8');
  const allowed = numbersOf(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '');
  const tried = spawnSync('taskset', ['-c', String(allowed[0]), 'true'], { stdio: 'ignore' });
  return tried.status === 0 ? allowed : [];
}

/** The words before a command that bind it to one processor; none leave it free. */
export function boundTo(processor: number | undefined): readonly string[] {
  return processor === undefined ? [] : ['taskset', '-c', String(processor)];
}
