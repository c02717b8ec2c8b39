import { expect, test } from 'vitest';
import type { Pieces } from './pieces.ts';
import { sigmoidPieces } from './sigmoid.ts';
import { tanhPieces } from './tanh.ts';

/** FNV-1a over the 32-bit words of all tables, in hex. */
function checksumOf(pieces: Pieces): string {
  let hash = 0x811c9dc5;
  for (const table of [pieces.shift, pieces.offset, pieces.mask, ...pieces.c]) {
    for (const word of new Int32Array(table.buffer, table.byteOffset, table.byteLength / 4)) {
      hash = Math.imul(hash ^ word, 0x01000193);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

test('the tables are, to the bit, those that were swept over all 2³² inputs', () => {
  expect(checksumOf(sigmoidPieces.forward)).toBe('e202fccf');
  expect(checksumOf(sigmoidPieces.slope)).toBe('3a21bca4');
  expect(checksumOf(tanhPieces.forward)).toBe('641232c8');
  expect(checksumOf(tanhPieces.slope)).toBe('3b8b9c8e');
});
