import type { Finding, Witness } from '@rectify/record';
import { clauses } from '@rectify/spec';
import type { WitnessAddress } from './witness.ts';

/** Whether a clause about two inputs compares with another one, and not with another call of the same. */
export function isOtherInput({ x, dy, other }: Witness): boolean {
  return other !== undefined && (other.x !== x || other.dy !== dy);
}

/** Where the violation of a finding is to be seen again; null where it has no witness, or none that shows again. */
export function addressOf(finding: Finding): WitnessAddress | null {
  const { backend, op, pass, dtype, clause, verdict, witness } = finding;
  const kernel = { backend, op, pass, dtype };
  if (witness === null) {
    const isEmpty = clauses.some(({ id, rule }) => id === clause && rule.kind === 'empty');
    return isEmpty && verdict === 'violates' ? { ...kernel, inputs: [], calls: 1 } : null;
  }
  const { x, dy, lane, other, calls = 1, reproduces = true } = witness;
  if (!reproduces) return null;
  const beside =
    other !== undefined && isOtherInput(witness)
      ? [{ x: other.x, dy: other.dy, lane: other.lane ?? null }]
      : [];
  return { ...kernel, inputs: [{ x, dy, lane }, ...beside], calls };
}
