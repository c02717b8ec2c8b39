import type { CurvePoint } from './curve.ts';

/** Bits of the dots of a braille character, by row and column (Unicode, block U+2800). */
const dots = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** Points of a curve of so many characters: an odd number, so that the middle is one of them. */
export const pointsIn = (columns: number): number => 2 * columns - 1;

/**
 * A curve in characters of two by four dots. Neighbours are joined by a vertical line.
 * @param points in order of x, two to a character
 */
export function braille(points: readonly CurvePoint[], rows: number): readonly string[] {
  const ys = points.map(({ y }) => y);
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const last = 4 * rows - 1;
  const rowOf = (y: number): number => Math.round(((high - y) / (high - low)) * last);
  const grid = Array.from({ length: rows }, () =>
    Array.from({ length: Math.ceil(points.length / 2) }, () => 0x2800),
  );
  points.forEach(({ y }, i) => {
    const to = rowOf(y);
    const from = rowOf(points[i - 1]?.y ?? y);
    const step = Math.sign(from - to);
    // From its own place up to, and without, that of the one before it.
    for (let k = 0; k < Math.max(1, Math.abs(from - to)); k++) {
      const row = to + k * step;
      const line = grid[row >> 2];
      if (line !== undefined) line[i >> 1] = (line[i >> 1] ?? 0) | (dots[row & 3]?.[i & 1] ?? 0);
    }
  });
  return grid.map((line) => String.fromCharCode(...line));
}
