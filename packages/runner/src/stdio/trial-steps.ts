import { kernelName } from '@rectify/backend';
import { decodeArray } from './arrays.ts';
import type { HarnessFault } from './peer.ts';
import { isHarnessFault } from './peer.ts';
import type { HarnessRequest, HarnessResponses, WireKernel } from './schema.ts';

/** One thing that was tried with a harness. */
export interface TrialStep {
  readonly name: string;
  /** Whose fault it is where it went wrong: the harness's, or that of the library that it calls. */
  readonly fault: 'harness' | 'library' | null;
  readonly text: string;
}

export const ok = (name: string, text: string): TrialStep => ({ name, fault: null, text });
export const bad = (name: string, fault: 'harness' | 'library', text: string): TrialStep => ({
  name,
  fault,
  text,
});

type TrialAnswer<C extends HarnessRequest['cmd']> = HarnessResponses[C] | HarnessFault;

export function startStep(answer: TrialAnswer<'start'>): TrialStep {
  if (isHarnessFault(answer)) return bad('start', 'harness', answer.message);
  if ('error' in answer) return bad('start', 'library', `threw ${answer.error.message}`);
  const { identity, kernels } = answer;
  const names = kernels.map(kernelName);
  const twice = names.find((one, i) => names.indexOf(one) < i);
  if (names.length === 0) return bad('start', 'harness', 'lists no kernel');
  if (twice !== undefined) return bad('start', 'harness', `lists ${twice} twice`);
  const { id, name, version } = identity;
  return ok('start', `${id} is ${name} ${version} with ${names.length} kernels`);
}

/** What is wrong with an answer; null when it has as many elements as it should. */
export function runFault(
  kernel: WireKernel,
  name: string,
  length: number,
  answer: TrialAnswer<'run'>,
): TrialStep | null {
  const on = `on ${length} elements`;
  if (isHarnessFault(answer)) return bad(name, 'harness', `${on}: ${answer.message}`);
  if ('error' in answer) return bad(name, 'library', `${on}: threw ${answer.error.message}`);
  if ('unsupported' in answer)
    return bad(name, 'harness', `unsupported, though start lists it: ${answer.unsupported.note}`);
  const got = decodeArray(kernel.dtype, answer.y)?.length ?? 'no whole number of';
  return got === length ? null : bad(name, 'harness', `returned ${got} elements for ${length}`);
}

export function strangeStep(answer: TrialAnswer<'run'>): TrialStep {
  const name = 'run no-such-op';
  if (isHarnessFault(answer)) return bad(name, 'harness', answer.message);
  if ('y' in answer)
    return bad(name, 'harness', 'returned a result: answer unsupported, or an error');
  return ok(name, 'error' in answer ? 'an error, as it may be' : 'unsupported, as it is due');
}

/** @param faultOf what is wrong with the times of a call */
export function timeStep(
  kernel: WireKernel,
  answer: TrialAnswer<'time'>,
  faultOf: (ns: readonly number[]) => string | null,
): TrialStep {
  const name = `time ${kernelName(kernel)}`;
  if (isHarnessFault(answer)) return bad(name, 'harness', answer.message);
  if ('error' in answer) return bad(name, 'library', `threw ${answer.error.message}`);
  if ('unsupported' in answer) return ok(name, `not offered: ${answer.unsupported.note}`);
  const fault = faultOf(answer.ns);
  return fault === null ? ok(name, `${answer.ns.length} samples`) : bad(name, 'harness', fault);
}
