import type { KernelRequest } from '@rectify/backend';
import { afterEach, describe, expect, it } from 'vitest';
import type { Forgery } from '../fixtures/forged.ts';
import { forged } from '../fixtures/forged.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';

const relu: KernelRequest = { op: 'relu', pass: 'forward', dtype: 'float32' };
const tanh: KernelRequest = { op: 'tanh', pass: 'forward', dtype: 'float32' };
const batch = { x: Float32Array.of(-1, NaN, 2, -0), offset: 3 };

const open: Session[] = [];
function session(name: Forgery): Session {
  const one = openSession({ specifier: forged(name), threads: 1, timeoutMs: 600_000 });
  open.push(one);
  return one;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('a module that says what is none', () => {
  it.each([
    ['probes-null', /^its probe gave no answer: /],
    ['opens-null', /^open must give \{ .* \}: it gave no object$/],
    ['has-no-identity', /^open must give .*: its identity is none: /],
    ['has-half-a-thread', /: its identity is none: threads: /],
    ['has-threads-of-text', /: its identity is none: threads: /],
    ['has-no-name', /: its identity is none: name: /],
    ['starts-with-null', /^while it was started: its answer to start is none: /],
    ['starts-with-half-a-thread', /: its answer to start is none: identity\.threads: /],
    ['starts-with-no-claims', /: its answer to start is none: claims\.0: /],
  ] as const)('%s is errored when it is opened', async (name, message) => {
    expect(await session(name).start([tanh, relu])).toEqual({
      kind: 'errored',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['supports-null', /^supports gave no answer: /],
    ['supports-with-a-strange-origin', /^supports gave no answer: origin: /],
    ['supports-without-a-note', /^supports gave no answer: note: /],
  ] as const)('%s is errored in that kernel', async (name, message) => {
    expect(await session(name).start([tanh, relu])).toMatchObject({
      kind: 'opened',
      claims: [
        { kind: 'errored', message: expect.stringMatching(message) },
        { kind: 'supported', origin: 'native' },
      ],
    });
  });

  it.each([
    'answers-null',
    'answers-nothing',
    'answers-a-word',
    'answers-a-list',
    'answers-a-prototype',
    'answers-another-kind',
  ] as const)('%s is an errored observation, and the next kernel goes on', async (name) => {
    const one = session(name);
    expect((await one.start([tanh, relu])).kind).toBe('opened');
    expect(await one.run(tanh, batch)).toEqual({
      kind: 'errored',
      message: expect.stringMatching(/^its answer to run is none: /),
    });
    expect(await one.run(relu, batch)).toMatchObject({ kind: 'returned' });
  });
});
