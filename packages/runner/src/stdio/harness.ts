import type { KernelInputs, KernelRequest, TypedArray } from '@rectify/backend';
import { kernelName } from '@rectify/backend';
import { floatTypes } from '@rectify/float';
import type { Child, Lost } from '../process/child.ts';
import type { Answers, Command, Ran, Unsupported } from '../process/protocol.ts';
import { newFiller } from '../sweep/fill.ts';
import { opened, thrown, unsupportedBy } from './answers.ts';
import { decodeArray, encodeArray } from './arrays.ts';
import { harnessEnvironment } from './command.ts';
import type { HarnessFault } from './peer.ts';
import { isHarnessFault, startPeer } from './peer.ts';
import { mostElements, wireKernel } from './schema.ts';
import { time } from './time.ts';

/** A harness as the process of a backend: it answers a session's commands. */
export function startHarness(words: readonly string[], threads: number, window?: number): Child {
  const peer = startPeer(words, harnessEnvironment(threads));
  const filler = window === undefined ? null : newFiller(window);

  /** Kernels that have answered. */
  const answered = new Set<string>();
  /** What has answered is there: that it is unsupported in other calls is no word about the kernel. */
  const lacking = (request: KernelRequest, said: Unsupported): Ran =>
    answered.has(kernelName(request))
      ? { kind: 'errored', message: `says that it is unsupported: ${said.note}` }
      : said;

  /** Asks in requests of 65,536 elements and joins what comes back. */
  const run = async (
    request: KernelRequest,
    batch: KernelInputs,
    timeoutMs: number,
  ): Promise<Ran | HarnessFault> => {
    const { length } = batch.x;
    const y = floatTypes[request.dtype].arrays.make(length);
    for (let from = 0; from === 0 || from < length; from += mostElements) {
      const piece = (values: TypedArray): string =>
        encodeArray(values.subarray(from, from + mostElements));
      const { x, dy } = batch;
      const inputs = dy === undefined ? { x: piece(x) } : { x: piece(x), dy: piece(dy) };
      const answer = await peer.ask('run', { ...wireKernel(request), ...inputs }, timeoutMs);
      if (isHarnessFault(answer)) return answer;
      if ('error' in answer) return thrown(answer);
      if ('unsupported' in answer) return lacking(request, unsupportedBy(answer));
      const due = Math.min(mostElements, length - from);
      const got = decodeArray(request.dtype, answer.y);
      if (got?.length !== due) {
        const what = got === undefined ? 'a part of an element' : `${got.length} elements`;
        return { kind: 'errored', message: `returned ${what} for ${due}` };
      }
      answered.add(kernelName(request));
      y.set(got, from);
    }
    return { kind: 'returned', y };
  };

  const fill = async (
    { request, options, piece }: Extract<Command, { cmd: 'fill' }>,
    timeoutMs: number,
  ): Promise<Answers['fill'] | HarnessFault> =>
    filler === null
      ? { kind: 'errored', message: 'there is no window to fill' }
      : filler.fill(request, options, piece, (inputs) => run(request, inputs, timeoutMs));

  const answer = async (
    command: Command,
    timeoutMs: number,
  ): Promise<Answers[keyof Answers] | HarnessFault> => {
    switch (command.cmd) {
      case 'start': {
        const started = await peer.ask('start', { protocol: 1 }, timeoutMs);
        return isHarnessFault(started) ? started : opened(started, command.requests, threads);
      }
      case 'run':
        return run(command.request, command.batch, timeoutMs);
      case 'fill':
        return fill(command, timeoutMs);
      case 'time':
        return time(peer, command.job, timeoutMs);
      case 'stop': {
        const stopped = await peer.ask('stop', {}, timeoutMs);
        const fault = isHarnessFault(stopped) ? stopped : await peer.farewell(timeoutMs);
        return fault ?? { kind: 'stopped' };
      }
      default:
        return command satisfies never;
    }
  };

  return {
    kill: () => peer.end(),
    async ask<C extends Command>(command: C, timeoutMs: number) {
      const given = await answer(command, timeoutMs);
      return given.kind === 'fault'
        ? ({ kind: 'lost', message: given.message } satisfies Lost)
        : (given as Answers[C['cmd']]);
    },
  };
}
