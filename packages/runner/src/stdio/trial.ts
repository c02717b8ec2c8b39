import { kernelName, suiteError } from '@rectify/backend';
import { impossibility, median } from '@rectify/bench';
import { floatTypes } from '@rectify/float';
import { timeLimits } from '../measure/bandwidth.ts';
import { nowNs } from '../measure/clock.ts';
import { isCpu } from '../measure/device.ts';
import { encodeArray } from './arrays.ts';
import { commandOf, harnessEnvironment } from './command.ts';
import type { HarnessFault, Peer, RequestBody } from './peer.ts';
import { isHarnessFault, startPeer } from './peer.ts';
import type { HarnessRequest, HarnessResponses, WireKernel } from './schema.ts';
import { mostElements, requestSchema, wireKernel } from './schema.ts';
import { clocksOf, disagreement } from './own-clock.ts';
import type { TrialStep } from './trial-steps.ts';
import { bad, ok, runFault, startStep, strangeStep, timeStep } from './trial-steps.ts';

export interface TrialOptions {
  readonly threads: number;
  /** Silence longer than this is a fault; to start it has at least 20 s. */
  readonly timeoutMs: number;
}

/** Lengths that each kernel is called with. */
const lengths = [0, 1, 3, mostElements] as const;
/** What is timed: long enough that the pipe's own time is little of it. */
const sampling = { samples: 3, minSampleNs: 10_000_000 };
const timedLength = 1024;
const limitSampleNs = 250_000;
/** Faults of the process after which the rest is not tried: each may have cost the whole time limit. */
const patience = 3;

/**
 * Tries a harness: start, each kernel that it lists on inputs of several lengths, an op that nobody has, timing, stop.
 * Every message of both sides is held against the protocol's schemas. Results are not judged.
 * @throws SuiteError USAGE when the specifier names no command, BACKEND_MISSING when there is no such command
 */
export async function* tryHarness(specifier: string, o: TrialOptions): AsyncGenerator<TrialStep> {
  const words = commandOf(specifier);
  if (words === undefined)
    throw suiteError('USAGE', `'${specifier}' is no harness`, {
      hint: "write 'exec:<command line>'",
    });
  const state: { peer: Peer | null; faults: number } = { peer: null, faults: 0 };
  const startMs = Math.max(20_000, o.timeoutMs);

  /** Asks a harness that was started before, or is now. */
  const ask = async <C extends HarnessRequest['cmd']>(
    cmd: C,
    body: RequestBody<C>,
  ): Promise<HarnessResponses[C] | HarnessFault> => {
    if (state.peer === null && cmd !== 'start') {
      const again = await ask('start', { protocol: 1 });
      if (isHarnessFault(again)) return again;
    }
    // A request against the schema would be a fault of this suite, and is thrown as one.
    requestSchema.parse({ seq: 0, cmd, ...body });
    state.peer ??= startPeer(words, harnessEnvironment(o.threads));
    const answer = await state.peer.ask(cmd, body, cmd === 'start' ? startMs : o.timeoutMs);
    if (!isHarnessFault(answer)) return answer;
    state.peer = null;
    state.faults += 1;
    return answer;
  };

  try {
    const started = await ask('start', { protocol: 1 });
    if (isHarnessFault(started) && started.code === 'HARNESS_MISSING')
      throw suiteError('BACKEND_MISSING', started.message, {
        hint: 'install it, or give its path',
      });
    yield startStep(started);
    const kernels = 'kernels' in started ? started.kernels : [];
    for (const kernel of kernels) {
      const name = `run ${kernelName(kernel)}`;
      let step = ok(name, `${lengths.join(', ')} elements`);
      for (const length of lengths) {
        if (step.fault !== null) break;
        const answer = await ask('run', { ...wireKernel(kernel), ...onesFor(kernel, length) });
        step = runFault(kernel, name, length, answer) ?? step;
      }
      yield step;
      if (state.faults < patience) continue;
      yield bad('the rest', 'harness', `not tried after ${patience} faults of the process`);
      return;
    }
    const [first] = kernels;
    if (first === undefined) return;
    const strange = { ...wireKernel(first), op: 'no-such-op', ...onesFor(first, 1) };
    yield strangeStep(await ask('run', strange));
    const timing = { ...wireKernel(first), ...onesFor(first, timedLength), ...sampling };
    const asked = nowNs();
    const timed = await ask('time', timing);
    const wallNs = nowNs() - asked;
    const onCpu = 'identity' in started && isCpu({ device: started.identity.device ?? 'cpu' });
    yield timeStep(first, timed, (ns) => {
      const cell = { pass: first.pass, length: timedLength, threads: o.threads };
      const limits = onCpu ? timeLimits(first.dtype, timedLength, limitSampleNs) : null;
      const clocks = clocksOf(ns, sampling.minSampleNs, wallNs);
      return disagreement(ns, clocks) ?? impossibility(cell, median(ns), limits);
    });
    const stopped = await ask('stop', {});
    const after = isHarnessFault(stopped) ? stopped : await state.peer?.farewell(o.timeoutMs);
    yield after === null
      ? ok('stop', 'exited with 0')
      : bad('stop', 'harness', after?.message ?? '');
  } finally {
    await state.peer?.end();
  }
}

/** Ones; of the dtypes of two bytes the least bits above zero, because nothing is judged. */
function onesFor({ pass, dtype }: WireKernel, length: number): { x: string; dy?: string } {
  const x = encodeArray(floatTypes[dtype].arrays.make(length).fill(1));
  return pass === 'vjp' ? { x, dy: x } : { x };
}
