import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportSchema } from '@rectify/record';
import { afterAll, describe, expect, it } from 'vitest';
import { takeExpectations } from '../expectations/expectations.ts';
import { writeDoubles } from '../fixtures/doubles.ts';
import { writeHarness } from '../fixtures/harness.ts';
import { cleanUp, outside, rectify } from '../fixtures/outside.ts';
import { refOf } from '../refs/argument.ts';

afterAll(cleanUp);

const folder = outside();
const claim = 'listed by the backend itself';
const reason = 'it is what we do';

/** A backend whose tanh is off by 8 ULP, and says so itself: as the suite's own, if it could. */
const boasting = writeDoubles(
  folder,
  'boasting',
  "if (op === 'tanh') x.forEach((v, i) => { if (v > 1 && v < 40) y[i] *= 1 - 2 ** -21; });",
);
const own = ['faithful', 'odd', 'monotone', 'saturation'].map((name) => ({
  clause: `tanh/forward/${name}`,
  versions: '*',
  reason,
  listedBy: 'suite',
}));
appendFileSync(
  boasting.slice('module:'.length),
  `export const deviations = ${JSON.stringify(own)};\n`,
);
const argv = ['verify', boasting, '--op', 'tanh', '--pass', 'forward', '--depth', 'smoke'];

describe('what a backend lists itself', () => {
  it('is shown as its claim in every format, and counted apart', async () => {
    const formats = ['json', 'jsonl', 'junit', 'tap', 'sarif', 'markdown'];
    const fileOf = (format: string): string => join(folder, `claims.${format}`);
    const outputs = formats.flatMap((one) => ['--format', `${one}=${fileOf(one)}`]);
    const { out, code } = await rectify([...argv, ...outputs, '--format', 'pretty']);
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, ' ')).toContain(`${reason} (${claim})`);
    expect(out).toMatch(new RegExp(`\\n\\d+ pass · 0 fail · (\\d+) known, \\1 of them ${claim} ·`));
    for (const format of ['junit', 'tap', 'sarif', 'markdown'])
      expect(readFileSync(fileOf(format), 'utf8').replaceAll('\\', '')).toContain(
        `${reason} (${claim})`,
      );
    const { findings, summary } = reportSchema.parse(
      JSON.parse(readFileSync(fileOf('json'), 'utf8')),
    );
    const known = findings.filter(({ outcome }) => outcome === 'known');
    expect(known.length).toBeGreaterThan(0);
    expect(summary.claimed).toBe(known.length);
    for (const { deviation } of known)
      expect(deviation).toEqual({ reason, url: null, listedBy: 'backend' });
  });

  it('excuses nothing with --no-own-deviations', async () => {
    const { out, code } = await rectify([...argv, '--no-own-deviations']);
    expect(code).toBe(1);
    expect(out).toMatch(/\n\d+ pass · [1-9]\d* fail · 0 known · 0 stale/);
    expect(out).not.toContain(claim);
  });
});

describe('who lists a deviation', () => {
  it('is the suite of a backend that is known by id, and nobody else of what is named', async () => {
    expect((await refOf('ts')).isOfSuite).toBe(true);
    expect((await refOf(boasting)).isOfSuite).toBeUndefined();
  });

  it('is the backend of what stands beside a harness, but the caller of a file that is given', () => {
    const harness = writeHarness(folder, 'somebody');
    const beside = join(folder, 'somebody harness.expectations.jsonc');
    const entry = { backend: 'somebody', clause: 'tanh/forward/odd', versions: '*', reason };
    writeFileSync(beside, JSON.stringify({ expectations: [entry] }));
    const ref = { id: 'somebody', specifier: harness };
    const listed = (o: Parameters<typeof takeExpectations>[0]): readonly unknown[] =>
      takeExpectations(o)
        .known(ref)
        .deviations?.map(({ listedBy }) => listedBy) ?? [];
    expect(listed({})).toEqual(['backend']);
    expect(listed({ ownDeviations: false })).toEqual([]);
    expect(listed({ expectations: beside })).toEqual(['caller']);
    expect(listed({ expectations: beside, ownDeviations: false })).toEqual(['caller']);
  });
});
