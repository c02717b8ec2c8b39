import type { KernelRequest } from '@rectify/backend';
import { type AnyBits, type Draw, floatTypes, type FloatType, valueIn } from '@rectify/float';
import type { Element } from '../element.ts';
import { type Inputs, packet } from '../inputs/calls.ts';
import { isSpecialPair } from '../inputs/pairs.ts';
import { isOpen, type Measure } from './measures.ts';

interface Pair {
  readonly x: number;
  readonly dy: number;
}

interface Rated extends Pair {
  readonly size: number;
}

/** So many pairs are kept by each measure, no two with the same x. */
const kept = 12;

/** The pairs that are worst so far. */
export interface WorstPairs {
  readonly note: (e: Element) => void;
  /** By each measure by which there is something to be found. */
  readonly pairs: () => readonly Pair[];
}

export function newWorstPairs(measures: readonly Measure[]): WorstPairs {
  const worst = measures.map((): Rated[] => []);
  const keep = (best: Rated[], rated: Rated): void => {
    const same = best.findIndex(({ x }) => x === rated.x);
    if (same >= 0) {
      if (best[same]!.size >= rated.size) return;
      best.splice(same, 1);
    }
    let place = best.length;
    while (place > 0 && best[place - 1]!.size < rated.size) place--;
    best.splice(place, 0, rated);
    if (best.length > kept) best.pop();
  };
  return {
    note(e) {
      const { x, dy, y, due } = e;
      if (y === due || dy === 0 || !Number.isFinite(x) || !Number.isFinite(dy)) return;
      for (const [at, { of }] of measures.entries()) {
        const size = of(e);
        const best = worst[at]!;
        if (size > (best.length < kept ? 0 : best[kept - 1]!.size)) keep(best, { x, dy, size });
      }
    },
    pairs() {
      const sizes = worst.map(([best]) => best?.size ?? 0);
      return worst.flatMap((best, at) => (isOpen(measures, sizes, at) ? best : []));
    },
  };
}

/** Pairs that are looked at beside each of the worst, in each round. */
const beside = 24;
/** Numbers dy that an x is tried with whose error is great for dy = 1. */
const ofEach = 512;

/** Finds pairs to ask for, each once. */
export interface PairSearch {
  /** Inputs x with many dy. */
  readonly from: (xs: readonly AnyBits[]) => Inputs;
  /** Pairs beside others: another dy of its binade, another x near by, or both. */
  readonly around: (pairs: readonly Pair[]) => Inputs;
}

export function newPairSearch({ dtype }: KernelRequest, draw: Draw): PairSearch {
  const type = floatTypes[dtype] as FloatType;
  const { arrays, format, line } = type;
  const asked = new Set<string>();
  const signOf = (): number => (draw(0, 1) === 0 ? 1 : -1);
  /** A number of the same binade, with any significand and sign. */
  const drawLike = (dy: number): number =>
    signOf() * line.valueOf(line.at(line.fieldOf(line.of(dy)), draw(0, line.fieldLength - 1)));
  const drawNear = (x: number): number => {
    const floats = 2 ** draw(0, Math.min(20, format.precision - 2));
    const magnitude = line.step(line.of(x), signOf() * floats);
    return magnitude < line.infinity ? Math.sign(x || 1) * line.valueOf(magnitude) : x;
  };
  const call = (pairs: readonly Pair[]): Inputs => {
    const fresh = pairs.filter(({ x, dy }) => {
      const key = `${x} ${dy}`;
      if (asked.has(key) || isSpecialPair(type, x, dy)) return false;
      asked.add(key);
      return true;
    });
    // Whole packets, as everywhere.
    const whole = fresh.slice(0, fresh.length - (fresh.length % packet));
    return {
      dtype,
      x: arrays.from(whole.map(({ x }) => x)),
      dy: arrays.from(whole.map(({ dy }) => dy)),
    };
  };
  return {
    from: (xs) =>
      call(
        xs.flatMap((bits) => {
          const x = valueIn(dtype, bits);
          return Array.from({ length: ofEach }, () => ({ x, dy: drawLike(1) }));
        }),
      ),
    around: (pairs) =>
      call(
        pairs.flatMap(({ x, dy }) =>
          Array.from({ length: beside }, (_, index) => ({
            x: index % 3 === 0 ? x : drawNear(x),
            dy: index % 3 === 1 ? dy : drawLike(dy),
          })),
        ),
      ),
  };
}
