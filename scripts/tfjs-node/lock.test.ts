import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { alone } from './lock.ts';

const lock = JSON.stringify(import.meta.resolve('./lock.ts'));
const held = (name: string, work: string) =>
  `const { alone } = await import(${lock});
   await alone(${JSON.stringify(name)}, async () => { ${work} }, () => console.log('waits'));`;
const args = (program: string) => ['--input-type=module', '--eval', program];

describe.skipIf(process.platform !== 'linux')('alone', () => {
  test('one process at a time, and the others are told to wait', async () => {
    const name = `one at a time ${process.pid}`;
    const said: string[] = [];
    const others = await alone(
      name,
      async () => {
        const children = [1, 2].map(() =>
          spawn(process.execPath, args(held(name, 'console.log("works")')), {
            stdio: ['ignore', 'pipe', 'inherit'],
          }),
        );
        for (const { stdout } of children)
          stdout.setEncoding('utf8').on('data', (text: string) => said.push(...text.split('\n')));
        await expect.poll(() => said.filter((line) => line === 'waits').length).toBe(2);
        expect(said).not.toContain('works');
        return children.map((child) => once(child, 'close'));
      },
      () => expect.unreachable(),
    );
    for (const [code] of await Promise.all(others)) expect(code).toBe(0);
    expect(said.filter((line) => line === 'works')).toHaveLength(2);
  });

  test('a killed holder keeps nothing', async () => {
    const name = `killed ${process.pid}`;
    const program = held(
      name,
      'console.log("has it"); await new Promise((r) => setTimeout(r, 1e6));',
    );
    const holder = spawn(process.execPath, args(program), { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    let told = 0;
    const next = alone(
      name,
      async () => 'mine',
      () => {
        told++;
        holder.kill('SIGKILL');
      },
    );
    expect(await next).toBe('mine');
    expect(told).toBe(1);
  });

  test('gives back what the work gives, and its failure; and is free afterwards', async () => {
    const name = `failure ${process.pid}`;
    const fails = alone(
      name,
      () => Promise.reject(new Error('broke')),
      () => {},
    );
    await expect(fails).rejects.toThrow('broke');
    await expect(
      alone(
        name,
        async () => 1,
        () => expect.unreachable(),
      ),
    ).resolves.toBe(1);
  });
});
