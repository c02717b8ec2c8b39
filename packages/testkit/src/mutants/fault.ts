import { each, type KernelFault, nudge as nudgeIn } from '@rectify/conformance';
import type { DType } from '@rectify/float';
import type { OpId, Pass } from '@rectify/spec';

export { each };

/** A deliberate fault in one kernel. */
export interface Mutant extends KernelFault {
  /** The clause that must catch it; its id names op and pass too. */
  readonly caughtBy: string;
  readonly op: OpId;
  readonly pass: Pass;
  readonly dtype: DType;
}

/** The float32 `steps` places further on the ordered line. */
export function nudge(value: number, steps: number): number {
  return nudgeIn('float32', value, steps);
}

/** Lists mutants of one kernel from the clause's name, the fault in words and the fault. */
export function mutantsOf(
  op: OpId,
  pass: Pass,
  faults: readonly (readonly [name: string, fault: string, make: Mutant['break']])[],
  dtype: DType = 'float32',
): readonly Mutant[] {
  return faults.map(([name, fault, make]) => ({
    caughtBy: `${op}/${pass}/${name}`,
    op,
    pass,
    dtype,
    fault,
    break: make,
  }));
}

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** Whether the last bits of x are 0, which is so for one float in `count`. */
export function isOneOf(x: number, count: number): boolean {
  float[0] = x;
  return ((bits[0] ?? 0) & (count - 1)) === 0;
}
