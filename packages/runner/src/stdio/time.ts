import { steadyFrom, steadyWindow } from '@rectify/bench';
import { nowNs } from '../measure/clock.ts';
import { cellInputs } from '../measure/inputs.ts';
import type { Timed, TimeJob } from '../process/protocol.ts';
import { thrown, unsupportedBy } from './answers.ts';
import { encodeArray } from './arrays.ts';
import type { HarnessFault, Peer } from './peer.ts';
import { isHarnessFault } from './peer.ts';
import { clocksOf, disagreement } from './own-clock.ts';
import { mostElements, wireKernel } from './schema.ts';

/**
 * Times a kernel by the harness's own clock, which knows no round trips: those would be of this pipe. What its samples
 * last must have passed here too.
 */
export async function time(
  peer: Peer,
  job: TimeJob,
  timeoutMs: number,
): Promise<Timed | HarnessFault> {
  const { cell, minSampleNs, seed } = job;
  // No request holds so many, which is not the harness's fault: the cell stays empty.
  if (cell.length > mostElements) return { kind: 'timed', series: [], limits: null, emptyNs: 0 };
  const { x, dy } = cellInputs(cell, seed);
  const arrays = { x: encodeArray(x), ...(dy === undefined ? {} : { dy: encodeArray(dy) }) };
  const affordable = Math.floor((job.budgetMs * 1e6) / minSampleNs);
  const samples = Math.max(2, Math.min(job.samples, affordable));
  const asked = nowNs();
  const answer = await peer.ask(
    'time',
    { ...wireKernel(cell), ...arrays, samples, minSampleNs },
    timeoutMs,
  );
  if (isHarnessFault(answer)) return answer;
  if ('error' in answer) return thrown(answer);
  if ('unsupported' in answer) return { kind: 'untimeable', reason: unsupportedBy(answer).note };
  const { ns } = answer;
  const clocks = clocksOf(ns, minSampleNs, nowNs() - asked);
  const fault = disagreement(ns, clocks);
  if (fault !== null) return { kind: 'untimeable', reason: fault };
  const from = ns.length < 2 * steadyWindow ? 0 : steadyFrom(ns);
  const series = {
    mode: 'run',
    ns,
    calls: 1,
    warmup: from ?? Math.floor(ns.length / 2),
    steady: ns.length < 2 * steadyWindow ? null : from !== null,
    collections: 0,
    collectingMs: 0,
    // Whoever knows the device says more.
    selfTimed: { ...clocks, checked: false },
  } as const;
  return { kind: 'timed', series: [series], limits: null, emptyNs: 0 };
}
