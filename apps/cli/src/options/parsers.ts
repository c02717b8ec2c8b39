import { suiteError } from '@rectify/backend';
import { unknownName } from '../nearest.ts';

/** A parser of one of some names. */
export function oneOf<T extends string>(kind: string, names: readonly T[]): (text: string) => T {
  return (text) => {
    const name = names.find((one) => one === text);
    if (name === undefined) throw unknownName(text, { kind, names });
    return name;
  };
}

/** A parser of a comma list. */
export function listOf<T>(one: (text: string) => T): (text: string) => readonly T[] {
  return (text) => text.split(',').map((part) => one(part.trim()));
}

/** A parser of a number between bounds. */
export function numberOf(
  flag: string,
  o: { readonly low: number; readonly high: number; readonly whole: boolean },
): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (!(value >= o.low && value <= o.high) || (o.whole && !Number.isInteger(value)))
      throw suiteError('USAGE', `${flag} '${text}' is not a number that it takes`, {
        hint: `give ${o.whole ? 'a whole number' : 'a number'} from ${o.low} to ${o.high}`,
      });
    return value;
  };
}

/** Gathers what an option that may be repeated is given. */
export const gathered = (text: string, before: readonly string[]): readonly string[] => [
  ...before,
  text,
];
