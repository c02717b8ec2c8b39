import type { Written } from './corpus.ts';
import { drawFrom, mutated, oneOf, plausibleIn } from './mutate.ts';
import { readAll } from './read-all.ts';

/** What came of mutated records. */
export interface Fuzzed {
  /** Lines that were mutated. */
  readonly lines: number;
  readonly refused: number;
  readonly used: number;
  /** What threw other than a refusal, each once, with a case that shows it. */
  readonly faults: ReadonlyMap<string, string>;
  readonly longestMs: number;
  /** Growth of the process's memory, in bytes. */
  readonly grown: number;
}

/** Reads and uses mutated records until so many lines of them were mutated: each can be made again by its seed alone. */
export function fuzz(
  corpus: readonly Written[],
  o: {
    readonly lines: number;
    readonly seed: number;
    readonly on?: (so: Omit<Fuzzed, 'grown'>) => void;
  },
): Fuzzed {
  const texts = corpus.map(({ text }) => text);
  const others = texts.flatMap((text) => text.trimEnd().split('\n'));
  const plausible = plausibleIn(texts);
  const sum = { lines: 0, refused: 0, used: 0, longestMs: 0 };
  const faults = new Map<string, string>();
  const before = process.memoryUsage.rss();
  let most = before;
  for (let done = 0; sum.lines < o.lines; done++) {
    const seed = (o.seed + done) >>> 0;
    const draw = drawFrom(seed);
    const { text: right, beside } = oneOf(draw, corpus);
    const { text, changes } = mutated(draw, right, { plausible, others });
    sum.lines += changes;
    const began = performance.now();
    try {
      sum[readAll(draw, text, beside)] += 1;
    } catch (error) {
      const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const place = trace.split('\n').slice(0, 3).join('\n').slice(0, 1000);
      if (!faults.has(place)) faults.set(place, `seed ${seed}`);
    }
    sum.longestMs = Math.max(sum.longestMs, performance.now() - began);
    if (done % 1000 === 999) {
      most = Math.max(most, process.memoryUsage.rss());
      o.on?.({ ...sum, faults });
    }
  }
  return { ...sum, faults, grown: Math.max(most, process.memoryUsage.rss()) - before };
}
