import { isSuiteError } from '@rectify/backend';
import { formatHex } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WitnessAddress } from './witness.ts';
import { formatWitness, parseWitness } from './witness.ts';

const hex = fc.nat(0xffffffff).map((bits) => formatHex('float32', bits));
const lane = fc
  .record({ length: fc.integer({ min: 1, max: 67 }), index: fc.nat(66), offset: fc.nat(16) })
  .map((one) => ({ ...one, index: one.index % one.length }));

describe('a witness as one word', () => {
  it('is read back as it was', () => {
    const address: fc.Arbitrary<WitnessAddress> = fc
      .record({
        backend: fc.constantFrom('ts', 'ort-node', 'module:./mine.ts', 'module:C:\\mine.ts'),
        op: fc.constantFrom(...opIds),
        pass: fc.constantFrom(...passes),
        dtype: fc.constant('float32' as const),
        x: hex,
        dy: hex,
        lane: fc.option(lane),
        other: fc.option(fc.record({ x: hex, dy: fc.option(hex) })),
      })
      .map(({ dy, other, ...one }) => ({
        ...one,
        dy: one.pass === 'vjp' ? dy : null,
        other: other && { x: other.x, dy: one.pass === 'vjp' ? other.dy : null },
      }));
    fc.assert(
      fc.property(address, (one) => {
        expect(parseWitness(formatWitness(one))).toEqual(one);
      }),
    );
  });

  it.each([
    ['', 'is not a witness'],
    ['ts', 'is not a witness'],
    ['ts:selu/forward/float32:0x00000000', 'is not a witness'],
    ['ts:relu/forward/float32:0x00', 'not float32'],
    ['ts:relu/forward/float32:1.5', 'is not a witness'],
    ['ts:relu/forward/float32:0x00000000:0x00000000', 'forward does not take'],
    ['ts:relu/vjp/float32:0x00000000:0x3f800000@4/4/0', 'index 4 in length 4'],
    ['ts:relu/forward/float32:0x00000000~0x00', 'not float32'],
    ['ts:relu/forward/float32:0x00000000~0x00000000:0x00000000', 'forward does not take'],
    ['ts:relu/forward/float32:0x00000000@99999999/0/0', 'longer than'],
  ])('%s is refused', (text, why) => {
    const caught = ((): unknown => {
      try {
        return parseWitness(text);
      } catch (error) {
        return error;
      }
    })();
    expect(isSuiteError(caught) && caught.code).toBe('WITNESS_INVALID');
    expect(String(caught)).toContain(why);
  });
});
