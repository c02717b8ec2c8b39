import { dtypes, floatTypes } from '@rectify/float';
import type { Depth, Profile } from '@rectify/record';

const superscript = (count: number): string =>
  String(count).replaceAll(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '');

/** A line about each dtype that was to be judged on every input and has too many. */
export function sampledText(depth: Depth, profiles: readonly Profile[]): string {
  if (depth !== 'exhaustive') return '';
  const sampled = dtypes.filter(
    (dtype) =>
      floatTypes[dtype].sampling.everyInput === 'never' &&
      profiles.some((profile) => profile.dtype === dtype),
  );
  return sampled
    .map((dtype) => {
      const inputs = `2${superscript(floatTypes[dtype].codec.width)}`;
      return `${dtype} has ${inputs} inputs: it was judged on a sample, that of the default depth\n`;
    })
    .join('');
}
