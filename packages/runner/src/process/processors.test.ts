import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { boundTo, processors } from './processors.ts';

it('binds a command to each processor that there is, or to none', () => {
  expect(boundTo(undefined)).toEqual([]);
  if (process.platform !== 'linux') return expect(processors()).toEqual([]);
  for (const processor of processors()) {
    const [command, ...words] = [...boundTo(processor), 'cat', '/proc/self/status'];
    const status = execFileSync(command, words, { encoding: 'utf8' });
    expect(status).toMatch(new RegExp(`^Cpus_allowed_list:\\s*${processor}$`, 'm'));
  }
});
