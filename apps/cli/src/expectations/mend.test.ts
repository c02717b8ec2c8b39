import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DType } from '@rectify/backend';
import { usualDType } from '@rectify/backend';
import type { Expectation, Finding, Report } from '@rectify/record';
import { afterAll, describe, expect, it } from 'vitest';
import { cleanUp, outside } from '../fixtures/outside.ts';
import { bounded } from './bounds.ts';
import { pruned } from './prune.ts';
import { entriesOf, type ExpectationsFile, expectedOf, openExpectations } from './read.ts';

afterAll(cleanUp);

const path = join(outside(), 'mine.jsonc');

function fileOf(text: string): ExpectationsFile {
  writeFileSync(path, text);
  return openExpectations(path);
}

/** What a run says of one clause of an entry. */
function finding(
  entry: number,
  clause: string,
  dtype: DType,
  more: Partial<Finding> = {},
): Finding {
  return {
    backend: 'ts',
    op: 'tanh',
    pass: 'forward',
    dtype,
    origin: 'native',
    clause,
    level: 'must',
    verdict: 'conforms',
    outcome: 'stale',
    tested: 9,
    violations: 0,
    witness: null,
    maxUlp: null,
    intervals: 0,
    ranges: [],
    behaviour: null,
    message: null,
    deviation: { reason: 'adds 0', url: null },
    location: { file: path, line: 1, entry },
    ...more,
  };
}
const entry = (clause: string, dtype = ''): string =>
  `{ "backend": "ts", "clause": ${clause},${dtype} "versions": "*", "reason": "adds 0" }`;
const [odd, zero, range] = ['tanh/forward/odd', 'tanh/forward/zero', 'tanh/forward/range'];

describe('what is stale is taken out, and every comment stays', () => {
  const text = `// ours
{
  "expectations": [
    // of odd
    ${entry(`"${odd}"`)}, // last seen in May
    // of zero and range
    ${entry(`[
      "${zero}", // why zero
      "${range}", // why range
    ]`)} /* here */,
    ${entry(`["${odd}", "${zero}", "${range}"]`, ' "dtype": ["float16", "float64"],')}
    // end
  ]
}
`;
  const comments = [...text.matchAll(/\/\/.*|\/\*.*?\*\//g)].map(([one]) => one);
  type Stale = readonly [entry: number, clause: string, dtype: DType];
  const inDType = (dtype: DType, ...all: readonly string[]): readonly Stale[] =>
    all.map((one) => [2, one, dtype]);
  const lastEntry = (['float16', 'float64'] as const).flatMap((dtype) =>
    inDType(dtype, odd, zero, range),
  );
  const ofZero: readonly Stale[] = [
    [1, zero, usualDType],
    [1, range, usualDType],
  ];
  const first = { clause: odd };
  const second = { clause: [zero, range] };

  it.each<[string, readonly Stale[], readonly Partial<Expectation>[]]>([
    ['nothing', [], [first, second, { dtype: ['float16', 'float64'] }]],
    ['the first', [[0, odd, usualDType]], [second, {}]],
    ['one of a list', [[1, range, usualDType]], [first, { clause: [zero] }, {}]],
    ['a whole list', ofZero, [first, {}]],
    ['the last, with the comma before it', lastEntry, [first, second]],
    ['a dtype', inDType('float16', odd, zero, range), [first, second, { dtype: ['float64'] }]],
    [
      'the last of the clauses',
      [...inDType('float16', range), ...inDType('float64', range)],
      [first, second, { clause: [odd, zero], dtype: ['float16', 'float64'] }],
    ],
    [
      'a clause in one dtype',
      inDType('float16', zero),
      [
        first,
        second,
        { clause: [odd, range], dtype: ['float16'] },
        { clause: [odd, zero, range], dtype: ['float64'] },
      ],
    ],
    ['everything', [[0, odd, usualDType], ...ofZero, ...lastEntry], []],
  ])('%s', (_, all, left) => {
    const findings = all.map((one) => finding(...one));
    const made = pruned(fileOf(text), findings);
    expect(made.count).toBe(all.length);
    const now = entriesOf(fileOf(made.text));
    expect(now).toMatchObject(left);
    expect(now).toHaveLength(left.length);
    // What stands within an expectation that goes went with it.
    const isThere = now.some(({ clause }) => clause.includes(zero) && clause.length === 2);
    for (const one of comments)
      if (isThere || !one.includes('why')) expect(made.text).toContain(one);
    // What had no comma at its end has none.
    expect(made.text).not.toMatch(/,\s*(?:\/\/ end\s*)?\]\s*\}\s*$/);
  });

  it('but not what was changed while the run went on', () => {
    const changed = { deviation: { reason: 'another', url: null } };
    const one = finding(0, odd, usualDType, changed);
    expect(pruned(fileOf(text), [one])).toEqual({ text, count: 0 });
    const elsewhere = finding(0, odd, usualDType, { location: { file: 'x', line: 1, entry: 0 } });
    expect(pruned(fileOf(text), [elsewhere])).toEqual({ text, count: 0 });
  });

  const lists = { clause: [odd, zero, range], dtype: ['float16', 'float64'] };
  const expectations = [
    { backend: 'ts', clause: odd, versions: '*', reason: 'adds 0' },
    { backend: 'ts', ...lists, versions: '*', reason: 'adds 0' },
  ];
  it.each([0, 2, '\t'])('leaves exactly the rest, whatever is stale, spaced by %j', (space) => {
    const file = fileOf(JSON.stringify({ expectations }, null, space));
    const said = expectedOf(file).map(({ deviation }) => deviation);
    const keys = (all: typeof said): readonly string[] =>
      all.map(({ clause, dtype }) => `${clause} ${dtype}`).toSorted();
    for (let bits = 0; bits < 2 ** said.length; bits++) {
      const isGone = (one: (typeof said)[number]): boolean =>
        ((bits >> said.indexOf(one)) & 1) === 1;
      const gone = said.filter(isGone);
      const findings = gone.map(({ clause, dtype = usualDType, location }) =>
        finding(location.entry ?? -1, clause, dtype),
      );
      const made = pruned(file, findings);
      expect(made.count).toBe(gone.length);
      // It is JSON still, without a comma too many.
      expect(() => JSON.parse(made.text)).not.toThrow();
      const left = expectedOf(fileOf(made.text)).map(({ deviation }) => deviation);
      expect(keys(left)).toEqual(keys(said.filter((one) => !isGone(one))));
    }
  });
});

describe('bounds are set to what a run saw', () => {
  const bound = ' "bound": { "maxUlp": 3.5, /* of May */ "violations": 4, "seed": 1 },';
  const text = `{ "expectations": [
  ${entry(`["${odd}", "${zero}"]`, bound)},
  ${entry(`"${range}"`)}
] }`;
  const violates = (
    clause: string,
    violations: number,
    maxUlp: number,
    more: Partial<Finding> = {},
  ): Finding =>
    finding(0, clause, usualDType, {
      verdict: 'violates',
      outcome: 'fail',
      violations,
      maxUlp,
      ...more,
    });
  const made = (...findings: readonly Finding[]): ReturnType<typeof bounded> =>
    bounded(fileOf(text), { run: { seed: '7' }, findings } as unknown as Report);

  it.each<[string, readonly Finding[], string | null]>([
    [
      'raised',
      [violates(odd, 9, 4.251)],
      '{ "maxUlp": 4.26, /* of May */ "violations": 9, "seed": 7 }',
    ],
    ['kept where not all of it was judged', [violates(odd, 1, 0.5)], null],
    [
      'lowered where all of it was',
      [violates(odd, 1, 0.5), violates(zero, 2, 0.25, { outcome: 'known' })],
      '{ "maxUlp": 0.5, /* of May */ "violations": 2, "seed": 7 }',
    ],
    ['kept where they are as they were', [violates(odd, 4, 3.5), violates(zero, 1, 1)], null],
    [
      'none where there is none',
      [violates(range, 5, 5, { location: { file: path, line: 1, entry: 1 } })],
      null,
    ],
  ])('%s', (_, findings, next) => {
    const { text: after, count } = made(...findings);
    expect(count).toBe(next === null ? 0 : 1);
    expect(after).toBe(next === null ? text : text.replace(/(?<="bound": )\{.*?\}/, next));
  });
});
