import { describe, expect, it } from 'vitest';
import { objections, prove } from './attestation.ts';
import { subjects } from './kernels.ts';
import type { Sweep } from './sweep.ts';

const tally = {
  disagreements: 0,
  float128: 2,
  undecided: 0,
  inaccurate: 0,
  nearest: [[7, 1e-12]],
} as const;

describe('what speaks against the oracle', () => {
  it('is nothing where both methods say the same', () => {
    expect(objections(tally, [[7, 1e-12 * (1 + 1e-11)]])).toEqual([]);
  });

  it.each(['disagreements', 'undecided', 'inaccurate'] as const)('is any of the %s', (count) => {
    expect(objections({ ...tally, [count]: 3 }, tally.nearest)).toEqual([
      expect.stringMatching(/^3 /),
    ]);
  });

  it.each([[[[8, 1e-12]]], [[[7, 1.1e-12]]], [[]]] as const)(
    'is other hardest inputs, or as hard ones: %j',
    (nearest) => {
      expect(objections(tally, nearest)).toHaveLength(1);
    },
  );

  it('is a difference between the ways to a result, or an input left out', () => {
    const sweep: Sweep = {
      results: '',
      tested: 8,
      nan: 0,
      fast: 8,
      exact: 0,
      fillBothDiffers: 1,
      stretchesDiffer: 2,
      nearest: [],
      independent: null,
    };
    expect(prove(subjects[0]!, sweep, 10)).toEqual({
      faults: [
        'relu-forward: 8 of 10 inputs were tested',
        'relu-forward: fillBoth differs from fill at 1 inputs',
        'relu-forward: stretches differ from fill at 2 inputs',
      ],
    });
  });
});
