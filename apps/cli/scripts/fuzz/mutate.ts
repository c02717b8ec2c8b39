// Seeded mutations of records: of values, of lines and of characters.

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
export type Draw = () => number;

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const below = (draw: Draw, limit: number): number => Math.floor(draw() * limit);

export function oneOf<T>(draw: Draw, list: readonly T[]): T {
  const one = list[below(draw, list.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** What nobody should believe. */
const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  1.5,
  1e-300,
  1e21,
  1e308,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  255,
  512,
  '',
  'a',
  'NaN',
  'Infinity',
  '-Infinity',
  '\u0000',
  '\u202e',
  'a\nb',
  'x'.repeat(10_000),
  '2026.12',
  '1/100000000',
  '3/2',
  '0x7fc00000',
  '0x8000',
  '0xzz',
  '9'.repeat(400),
  '__proto__',
  '${{ x }}',
  [],
  {},
  [null],
  [[0, 99_999_999]],
  [[3, 1]],
  [[512, 1]],
  nested(40),
  nested(200),
  ...Array.from({ length: 3 }, () => Array.from({ length: 300 }, (_, i) => i)),
];
const keys = ['__proto__', 'constructor', 'toString', 'kind', 'schema', 'then', 'toJSON', '-1'];

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

/** Every place of a value that could be another. */
function placesIn(value: unknown, into: Place[] = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return into;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    into.push({ holder, key });
    placesIn(holder[key], into);
  }
  return into;
}

/** Values that stand under each key somewhere: what is plausible in place of another. */
export type Plausible = ReadonlyMap<string, readonly unknown[]>;

const mostKept = 200;

export function plausibleIn(texts: readonly string[]): Plausible {
  const found = new Map<string, unknown[]>();
  for (const line of texts.flatMap((text) => text.trimEnd().split('\n')))
    for (const { holder, key } of placesIn(JSON.parse(line))) {
      const list = found.get(key) ?? [];
      found.set(key, list);
      if (list.length < mostKept) list.push(holder[key]);
    }
  return found;
}

/** A line with a value that is another, gone, or new. */
function mutatedLine(draw: Draw, line: string, plausible: Plausible): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return line;
  }
  const places = placesIn(value);
  if (places.length === 0) return JSON.stringify(oneOf(draw, strange));
  const { holder, key } = oneOf(draw, places);
  const known = plausible.get(key) ?? [];
  const way = draw();
  if (way < 0.1) delete holder[key];
  else if (way < 0.15)
    Object.defineProperty(holder, oneOf(draw, keys), {
      value: oneOf(draw, strange),
      enumerable: true,
      configurable: true,
    });
  else holder[key] = way < 0.6 && known.length > 0 ? oneOf(draw, known) : oneOf(draw, strange);
  return JSON.stringify(value);
}

/** The text with a character that is another, gone or new. */
function mutatedText(draw: Draw, text: string): string {
  const at = below(draw, text.length);
  const character = oneOf(draw, ['', '"', '{', ']', ',', '-', '9', '\\', '\n', '\u0000', 'é', '}']);
  return text.slice(0, at) + character + text.slice(at + below(draw, 2));
}

/** Lines that are gone, twice, elsewhere, from another record, or cut off. */
function mutatedLines(draw: Draw, lines: readonly string[], others: readonly string[]): string[] {
  const at = below(draw, lines.length);
  const line = lines[at] ?? '';
  const moved = [
    [],
    [line, line],
    [line, oneOf(draw, others)],
    [oneOf(draw, lines)],
    [line.slice(0, below(draw, line.length))],
    Array.from({ length: 40 }, () => line),
  ];
  return [...lines.slice(0, at), ...oneOf(draw, moved), ...lines.slice(at + 1)];
}

/** The footer that goes with so many lines, so that not every change ends there. */
function withFooter(lines: readonly string[]): readonly string[] {
  const { length } = lines;
  return lines.map((line, i) =>
    i === length - 1 ? line.replace(/"entries":\d+/, `"entries":${Math.max(0, length - 2)}`) : line,
  );
}

/** The text of a record with one line, or a few, not as they were; `changes` says how many. */
export function mutated(
  draw: Draw,
  text: string,
  o: { readonly plausible: Plausible; readonly others: readonly string[] },
): { readonly text: string; readonly changes: number } {
  let lines = text.trimEnd().split('\n');
  const changes = 1 + below(draw, 3);
  for (let change = 0; change < changes; change++) {
    const way = draw();
    if (way < 0.75) {
      const at = below(draw, lines.length);
      lines[at] = mutatedLine(draw, lines[at] ?? '', o.plausible);
    } else if (way < 0.9) lines = mutatedLines(draw, lines, o.others);
    else lines = mutatedText(draw, lines.join('\n')).split('\n');
    if (lines.length === 0) lines = [''];
  }
  return { text: (draw() < 0.7 ? withFooter(lines) : lines).join('\n'), changes };
}
