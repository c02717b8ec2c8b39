import { expect, test } from 'vitest';
import type { Cubics } from './cubics.ts';
import type { Pieces } from './pieces.ts';
import * as sigmoid from './sigmoid.ts';
import * as tanh from './tanh.ts';

/** FNV-1a over the 32-bit words of all tables, in hex. */
function checksumOf(tables: readonly (Int32Array | Float64Array)[]): string {
  let hash = 0x811c9dc5;
  for (const table of tables) {
    for (const word of new Int32Array(table.buffer, table.byteOffset, table.byteLength / 4)) {
      hash = Math.imul(hash ^ word, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const tablesOf = ({ shift, offset, mask, c }: Pieces): string =>
  checksumOf([shift, offset, mask, ...c]);

/** All columns lie in one memory. NaN stands for no number, and engines choose its bits. */
const cubicsOf = ({ low }: Cubics): string =>
  checksumOf([new Float64Array(low.buffer).map((value) => (Number.isNaN(value) ? 0 : value))]);

test('the tables are, to the bit, those that were swept over all 2³² inputs', () => {
  expect(tablesOf(sigmoid.pieces.forward)).toBe('e202fccf');
  expect(tablesOf(sigmoid.pieces.slope)).toBe('3a21bca4');
  expect(tablesOf(tanh.pieces.forward)).toBe('641232c8');
  expect(tablesOf(tanh.pieces.slope)).toBe('3b8b9c8e');
  expect(cubicsOf(sigmoid.cubics)).toBe('a6a8c930');
  expect(cubicsOf(tanh.cubics)).toBe('a5dae021');
  expect(cubicsOf(sigmoid.slopes)).toBe('48ed2df2');
  expect(cubicsOf(tanh.slopes)).toBe('0c2f9a5a');
});
