import type { Report } from '@rectify/record';
import cmpSchema from '@rectify/record/cmp.schema.json' with { type: 'json' };
import rankSchema from '@rectify/record/rank.schema.json' with { type: 'json' };
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { sampleReport } from '../fixtures/sample.ts';
import { tanhReport } from '../fixtures/tanh.ts';
import { unstyled } from '../words/style.ts';
import { cmpTable } from './cmp.ts';
import { rankTable } from './rank.ts';
import { rankingsOf } from './ranking.ts';

const isValid = (schema: object, document: unknown): boolean =>
  new Ajv2020({ validateFormats: false }).compile(schema)(document);

const options = { width: 110, style: unstyled };
const sample = await sampleReport();
const judged = await tanhReport({});
const [usual] = sample.measurements;
if (usual === undefined) throw new Error('the sample has no measurement');

const kernel = { ...usual, op: 'tanh', mode: 'run', copyRatio: 3 } as const;

/** A report that timed these: backend, length, nanoseconds per element. */
function timed(all: readonly (readonly [string, number, number])[]): Report {
  return {
    ...sample,
    findings: [],
    profiles: [],
    measurements: all.map(([backend, length, nsPerElement]) => ({
      ...kernel,
      backend,
      length,
      nsPerElement,
    })),
  };
}

const speed = timed([
  ['mine', 256, 4],
  ['other', 256, 2],
  ['mine', 1024, 1],
  ['other', 1024, 8],
  ['mine', 4096, 1],
]);
const judgedFile = { file: 'judged.jsonl', report: judged };
const timedFile = { file: 'timed.jsonl', report: speed };

it('cmp joins what was judged and what was timed', () => {
  const cmp = cmpTable([judgedFile, timedFile]);
  const text = cmp.text(options);
  expect(text).toMatch(/^ {2}tanh forward +AAA ≥0\.50 sampled$/m);
  expect(text).toMatch(/^ +256 +4\.00 ns 3\.00× +2\.00 ns 3\.00×$/m);
  expect(text).toMatch(/^ +4096 +1\.00 ns 3\.00× +–$/m);
  const document: unknown = JSON.parse(cmp.json());
  expect(isValid(cmpSchema, document)).toBe(true);
  expect(document).toMatchObject({
    schema: 'rectify/cmp@1',
    sources: [{ file: 'judged.jsonl' }, { file: 'timed.jsonl' }],
    kernels: [
      {
        backend: 'mine',
        grade: 'AAA',
        maxUlp: expect.closeTo(0.5, 5),
        coverage: 'sample',
        speeds: [{ length: 256 }, {}, {}],
      },
      { backend: 'other', grade: null, speeds: [{}, {}] },
    ],
  });
});

it('cmp refuses two records about the same, and warns of several runs', () => {
  const again = { ...timedFile, file: 'again.jsonl' };
  expect(() => cmpTable([timedFile, again])).toThrow(/again\.jsonl both say/);
  const apart = { file: 'apart.jsonl', report: timed([['third', 256, 1]]) };
  expect(cmpTable([timedFile, apart]).text(options)).toContain('only the ratio to a copy');
});

it('rank is the geometric mean over shared cells, and says what it hides', () => {
  const [run] = rankingsOf([timedFile, judgedFile]);
  expect(run).toMatchObject({
    mode: 'run',
    cells: 2,
    backends: [
      { backend: 'mine', grade: 'AAA', fastest: 1, worst: 2 },
      { backend: 'other', grade: null, fastest: 1, worst: 8 },
    ],
    leftOut: [{ lacking: ['other'] }],
    cautions: ['mine is ahead of other, and slower in 1 of 2 cells, by up to 2.00×'],
  });
  expect(run?.backends[0]?.ratio).toBeCloseTo(Math.SQRT2, 12);
  expect(run?.backends[1]?.ratio).toBeCloseTo(Math.sqrt(8), 12);
  const rank = rankTable([timedFile]);
  const text = rank.text(options);
  expect(text).toMatch(/^ +1\. +mine +1\.41× +2\.00× +1 of 2 +not judged$/m);
  expect(text).toContain('One number misleads');
  expect(text).toContain('left out, because not all have them: 1 of 3 cells (other lacks 1)');
  const document: unknown = JSON.parse(rank.json());
  expect(isValid(rankSchema, document)).toBe(true);
  expect(document).toMatchObject({ schema: 'rectify/rank@1', rankings: [{ cells: 2 }] });
});

it('rank compares within one run only', () => {
  const alone = (backend: string) => ({
    file: `${backend}.jsonl`,
    report: timed([[backend, 256, 1]]),
  });
  expect(() => rankingsOf([alone('a'), alone('b')])).toThrow(
    'no cell that all of a, b have in one run',
  );
  expect(() => rankingsOf([judgedFile])).toThrow('nothing was timed');
  const { run } = speed;
  const cpu = { ...run.environment.cpu, model: 'other' };
  const elsewhere = { ...speed, run: { ...run, environment: { ...run.environment, cpu } } };
  const [both] = rankingsOf([timedFile, { file: 'there.jsonl', report: elsewhere }]);
  expect(both?.cells).toBe(4);
  expect(both?.cautions).toContain('timed.jsonl and there.jsonl were timed on different machines');
});
