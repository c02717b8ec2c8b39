import { truthOf } from '@rectify/conformance';
import type { Values } from '@rectify/float';
import { floatTypes, signedUlpError } from '@rectify/float';
import type { WitnessAddress } from '@rectify/report';

/** What is due for a witness, and the error of a result in ULP. */
export function dueOf(
  address: WitnessAddress,
  x: number,
  dy: number | null,
): { readonly due: number; readonly errorOf: (got: number) => number } {
  const { format, arrays } = floatTypes[address.dtype];
  const one = (value: number): Values => arrays.newValues(1).fill(value);
  const found = truthOf(address, one(x), dy === null ? undefined : one(dy));
  const [due = NaN] = found.due;
  const [exact = NaN] = found.exact;
  const lacking = found.rest?.[0] ?? 0;
  return {
    due,
    errorOf: (got) => Math.abs(signedUlpError(got, exact, due, format.ulpOf(due)) - lacking),
  };
}
