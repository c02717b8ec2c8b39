import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profiles } from './fixtures/arbitrary.ts';
import type { Profile } from './profile.ts';
import { profileFrom, recordedProfile, recordedProfileSchema } from './recorded-profile.ts';
import { ofKind, parseRecord } from './read.ts';

/** What a record gives back of a profile. */
function throughText(profile: Profile): Profile {
  const text = JSON.stringify(recordedProfileSchema.encode(recordedProfile(profile)));
  return profileFrom(recordedProfileSchema.parse(JSON.parse(text)), profile.cost);
}

it('any profile is read back as it was written', () => {
  fc.assert(
    fc.property(profiles, (one) => {
      expect(throughText(one)).toEqual(one);
    }),
  );
});

const root = join(import.meta.dirname, '../../..');
it.each(globSync('records/*/*/*.jsonl', { cwd: root }))(
  'the profiles of %s go through columns, of a tenth of the size',
  (file) => {
    const { entries } = parseRecord(file, readFileSync(join(root, file), 'utf8'));
    const all = ofKind(entries, 'profile').map(({ profile }) => profile);
    expect(all.map(throughText)).toEqual(all);
    const sizeOf = (value: unknown): number => JSON.stringify(value).length;
    expect(sizeOf(all.map(recordedProfile))).toBeLessThan(sizeOf(all) / 9);
  },
);

const [profile] = fc.sample(
  profiles.filter(({ dtype }) => dtype === 'float16'),
  1,
);
if (profile === undefined) throw new Error('no sample');
const columns = {
  tested: [[0, 3, 9]],
  erring: [[1, 2]],
  maxUlp: [1, 2],
  meanUlp: [1, 2],
  p99Ulp: [null, 1],
};
it.each([
  ['a column is short', { p99Ulp: [null] }],
  [
    'runs overlap',
    {
      tested: [
        [0, 3, 9],
        [3, 4, 9],
      ],
    },
  ],
  ['a run ends before it begins', { tested: [[3, 0, 9]] }],
  ['there is no such binade', { tested: [[0, 64, 9]] }],
])('columns are refused where %s', (_, wrong) => {
  const taken = (binades: object): boolean =>
    recordedProfileSchema.safeParse({ ...recordedProfileSchema.encode(profile), binades }).success;
  expect([taken(columns), taken({ ...columns, ...wrong })]).toEqual([true, false]);
});

it('binades that are none of the dtype stay as they are', () => {
  const binades = [{ low: '0x0001', high: '0x0002', tested: 1, maxUlp: 0, meanUlp: 0, p99Ulp: 0 }];
  expect(recordedProfile({ ...profile, binades }).binades).toBe(binades);
});
