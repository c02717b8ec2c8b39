import type { KernelRequest } from '@rectify/backend';
import { kernelName } from '@rectify/backend';
import type { Claim, Errored, Started, Unsupported } from '../process/protocol.ts';
import type { Failed, HarnessResponses, NotSupported } from './schema.ts';
import { cleaned } from './tail.ts';

/** What is kept of a harness's own error message, and of its trace. */
const longestText = 2000;

/** What a response to `start` says. */
export function opened(
  answer: HarnessResponses['start'],
  requests: readonly KernelRequest[],
  threads: number,
): Started {
  if ('error' in answer) return thrown(answer);
  const { id, name, version, language, device = 'cpu' } = answer.identity;
  const full = language === undefined ? name : `${name} (${language})`;
  return {
    kind: 'opened',
    module: { id, runtime: name, deviations: [] },
    identity: { id, name: full, version, device, threads },
    claims: requests.map((request) => claimOf(answer.kernels, request)),
  };
}

type Listed = Extract<HarnessResponses['start'], { kernels: unknown }>['kernels'];

/** What the list of kernels says about one. */
function claimOf(kernels: Listed, request: KernelRequest): Claim {
  const { op, pass, dtype } = request;
  const ofOp = kernels.filter((one) => one.op === op);
  const ofDType = ofOp.filter((one) => one.dtype === dtype);
  const listed = ofDType.find((one) => one.pass === pass);
  if (listed !== undefined) return { kind: 'supported', origin: listed.origin };
  const note = `${kernelName(request)} is not among its kernels`;
  if (ofDType.length > 0)
    return { kind: 'unsupported', reason: pass === 'vjp' ? 'no-vjp' : 'no-op', note };
  return { kind: 'unsupported', reason: ofOp.length > 0 ? 'no-dtype' : 'no-op', note };
}

/** A failure that the harness reports. */
export function thrown({ error }: Failed): Errored {
  const { message, trace } = error;
  const after = trace === undefined ? '' : `\n${bounded(trace)}`;
  return { kind: 'errored', message: `threw ${bounded(message)}${after}` };
}

/** Why there is no such kernel. */
export function unsupportedBy({ unsupported: { reason, note } }: NotSupported): Unsupported {
  return { kind: 'unsupported', reason, note: bounded(note) };
}

/** Text of a harness, without control characters; of a long one the end, where a trace names what happened. */
function bounded(text: string): string {
  const clean = cleaned(text).trim();
  return clean.length > longestText ? `…${clean.slice(-longestText)}` : clean;
}
