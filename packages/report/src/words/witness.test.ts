import { isSuiteError } from '@rectify/backend';
import { formatHex } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressedInput, WitnessAddress } from './witness.ts';
import { formatWitness, parseWitness } from './witness.ts';

const hex = fc.nat(0xffffffff).map((bits) => formatHex('float32', bits));
const bits = fc.record({ x: hex, dy: fc.option(hex) });
const lane = fc
  .record({
    length: fc.integer({ min: 1, max: 67 }),
    index: fc.nat(66),
    offset: fc.nat(16),
    others: fc.array(bits, { maxLength: 3 }),
  })
  .map(({ others, ...one }) => ({
    ...one,
    index: one.index % one.length,
    ...(others.length === 0
      ? {}
      : { others: others.map((other, at) => ({ index: at % one.length, ...other })) }),
  }));
const input = fc.tuple(bits, fc.option(lane)).map(([own, at]) => ({ ...own, lane: at }));

/** The same without dy, which forward does not take. */
function withoutDy({ lane: at, ...one }: AddressedInput): AddressedInput {
  const others = at?.others?.map((other) => ({ ...other, dy: null }));
  return { ...one, dy: null, lane: at && { ...at, ...(others === undefined ? {} : { others }) } };
}

describe('a witness as one word', () => {
  it('is read back as it was', () => {
    const address: fc.Arbitrary<WitnessAddress> = fc
      .record({
        backend: fc.constantFrom('ts', 'ort-node', 'module:./mine.ts', 'module:C:\\mine.ts'),
        op: fc.constantFrom(...opIds),
        pass: fc.constantFrom(...passes),
        dtype: fc.constant('float32' as const),
        inputs: fc.array(input, { maxLength: 2 }),
        calls: fc.constantFrom(1, 3),
      })
      .map((one) => ({
        ...one,
        inputs: one.pass === 'vjp' ? one.inputs : one.inputs.map(withoutDy),
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
    ['ts:relu/forward/float32:0x00000000@4/0/0/4=0x00000000', 'index 4 in length 4'],
    ['ts:relu/forward/float32:0x00000000@4/0/0/1', 'is not a witness'],
    ['ts:relu/forward/float32:0x00000000~0x00000000~0x00000000', 'more than two'],
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
