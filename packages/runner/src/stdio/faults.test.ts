import { describe, expect, it } from 'vitest';
import {
  batch,
  endsWithTheTest,
  harness,
  relu,
  right,
  short,
  tanh,
} from '../fixtures/harness-session.ts';

endsWithTheTest();

describe('a fault in a kernel is an errored observation, and the next kernel goes on', () => {
  it.each([
    [
      'dies-of-a-signal',
      /^HARNESS_DIED: it died of SIGSEGV while asked to run; its standard error ended with:\nassertion failed in kernel.cc$/,
    ],
    ['exits-with-0', /^HARNESS_DIED: it exited with 0 while asked to run$/],
    [
      'dies-in-half-a-line',
      /^HARNESS_DIED: it exited with 3 while asked to run, in the midst of a line: \{"seq":$/,
    ],
    ['is-not-utf8', /^HARNESS_PROTOCOL: a line that is not UTF-8: /],
    ['answers-another', /^HARNESS_PROTOCOL: the response to request 0 after request 1$/],
    [
      'prints-its-own',
      /^HARNESS_PROTOCOL: a line that is not JSON: Using 4 threads; .*print to standard error/,
    ],
    ['says-something-else', /^HARNESS_PROTOCOL: no response to run: \{"seq":1,"z":1\} \(y: .*\)$/],
    [
      'answers-and-fails',
      /^HARNESS_PROTOCOL: no response to run: .* \(error: does not go with the rest of the response\)$/,
    ],
    ['answers-and-has-none', /^HARNESS_PROTOCOL: no response to run: /],
    ['answers-null', /^HARNESS_PROTOCOL: no response to run: null/],
    [
      'nests-without-end',
      /^HARNESS_PROTOCOL: a line that cannot be read: it is nested more than 64 deep: \[\[\[/,
    ],
    ['closes-its-output-and-ends-later', /^HARNESS_DIED: it exited with 3 while asked to run$/],
    ['returns-no-base64', /^HARNESS_PROTOCOL: no response to run: /],
    ['returns-one-less', /^returned 3 elements for 4$/],
    ['returns-half-an-element', /^returned a part of an element for 4$/],
    ['fails-to-run', /^threw device lost\nat kernel.cc:7$/],
  ])('%s', async (fault, message) => {
    const one = harness(fault);
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(observation).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it.each([
    ['hangs-in-run', /^HARNESS_SILENT: no response to run within 3000 ms$/],
    ['loops', /^HARNESS_SILENT: no response to run within 3000 ms$/],
    ['ignores-sigterm', /^HARNESS_SILENT: /],
    ['says-half-a-line', /^HARNESS_SILENT: .* 3000 ms; a line was begun: \{"seq":$/],
    ['is-late', /^HARNESS_SILENT: /],
    [
      'closes-its-output',
      /^HARNESS_SILENT: .* 3000 ms; it has closed its standard output and still runs$/,
    ],
    ['closes-its-input', /^HARNESS_SILENT: /],
  ])('%s, within its time limit', async (fault, message) => {
    const one = harness(fault, { timeoutMs: short });
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(observation).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
    // What was late is nobody's answer.
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it('runs-out-of-memory', async () => {
    const one = harness('runs-out-of-memory', {}, '--max-old-space-size=32');
    await one.start([tanh, relu]);
    const observation = await one.run(tanh, batch);
    expect(observation).toMatchObject({
      message: expect.stringMatching(/^HARNESS_DIED: it died of /),
    });
    expect(observation).toMatchObject({ message: expect.stringContaining('heap out of memory') });
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it.each([
    ['floods-stdout', /^HARNESS_PROTOCOL: a line of more than 2097152 bytes: noise /],
    ['floods-stdout-with-lines', /^HARNESS_PROTOCOL: a line that is not JSON: noise;/],
    ['floods-stderr', /^HARNESS_FLOOD: it wrote more than 16777216 bytes to standard error/],
  ])('%s: 1 GiB does not reach this process', async (fault, message) => {
    const one = harness(fault);
    await one.start([tanh, relu]);
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const observation = await one.run(tanh, batch);
    clearInterval(watch);
    expect(most - before).toBeLessThan(128 * 2 ** 20);
    expect(observation).toEqual({ kind: 'errored', message: expect.stringMatching(message) });
    if (observation.kind === 'errored') expect(observation.message.length).toBeLessThan(5000);
    expect(await one.run(relu, batch)).toEqual(right);
  });

  // Whether the second is read before the next request is written is the kernel's to say.
  const second = /^HARNESS_PROTOCOL: (?:it spoke before request 2|.* request 1 after request 2$)/;
  it.each([
    ['answers-twice', second],
    ['answers-before-it-is-asked', /^HARNESS_PROTOCOL: it spoke before request 2: \{"seq":2,/],
  ])('%s: the second is told to the next call', async (fault, message) => {
    const one = harness(fault);
    await one.start([tanh, relu]);
    expect(await one.run(tanh, batch)).toMatchObject({ kind: 'returned' });
    expect(await one.run(relu, batch)).toMatchObject({ message: expect.stringMatching(message) });
    expect(await one.run(relu, batch)).toEqual(right);
  });

  it('has-none-after-all: unsupported, with its reason', async () => {
    const one = harness('has-none-after-all');
    await one.start([tanh]);
    expect(await one.run(tanh, batch)).toEqual({
      kind: 'unsupported',
      reason: 'no-dtype',
      note: 'no kernel for this type',
    });
  });

  it('is given up in this kernel after three deaths', async () => {
    const one = harness('exits-with-0');
    await one.start([tanh, relu]);
    for (let i = 0; i < 3; i++) await one.run(tanh, batch);
    expect(await one.run(tanh, batch)).toMatchObject({
      message: expect.stringMatching(/^given up after 3 failures: HARNESS_DIED/),
    });
    expect(await one.run(relu, batch)).toEqual(right);
  });
});
