import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@rectify/record';
import { reportSchema } from '@rectify/record';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';

afterAll(cleanUp);

/** A finding, and the command that the report prints of it. */
interface Reported {
  readonly finding: Finding;
  readonly command: string | undefined;
}

/** Judges wrong backends, each by a clause of its own, and gives what fails of it. */
async function judged(
  folder: string,
  clauseOf: ReadonlyMap<string, string>,
): Promise<readonly Reported[]> {
  const json = join(folder, 'report.json');
  const clauses = [...new Set(clauseOf.values())].join(',');
  const argv = ['--depth', 'smoke', '--clause', clauses, '--format', 'tap'];
  const { out } = await rectify([
    'verify',
    ...clauseOf.keys(),
    ...argv,
    '--format',
    `json=${json}`,
  ]);
  const { findings } = reportSchema.parse(JSON.parse(readFileSync(json, 'utf8')));
  const points = out.split(/^(?=(?:not )?ok )/m).slice(1);
  return findings.flatMap((finding, at) => {
    if (clauseOf.get(finding.backend) !== finding.clause) return [];
    const [, command] = /repro: "rectify repro '([^']+)'"/.exec(points[at] ?? '') ?? [];
    return [{ finding, command }];
  });
}

/** What a command says came back. */
const resultsOf = (out: string): string =>
  out
    .split('\n')
    .filter((line) => /^(?:got|within|again) /.test(line))
    .join('\n');

/** Runs what a report prints of a finding, and holds it against the report. */
async function demandShown({ finding, command = '' }: Reported): Promise<void> {
  const { witness, message } = finding;
  const { code, out, err } = await rectify(['repro', command]);
  if (witness === null) {
    expect([code, err], command).toEqual([1, '']);
    expect(resultsOf(out)).toContain(message ?? 'no message');
    return;
  }
  expect([code, err], command).toEqual([0, '']);
  for (const { got } of [witness, witness.other ?? witness])
    expect(resultsOf(out), `${command}\n${out}`).toContain(got ?? 'nothing');
}

/** Kinds of witness, each by a module that makes it. */
const kinds: Readonly<
  Record<string, Parameters<typeof writeBackend>[2] & { readonly clause: string }>
> = {
  element: {
    clause: 'tanh/forward/accuracy',
    tanh: 'return y.map((v, i) => (x[i] === 2 ? 0.5 : v));',
  },
  neighbours: {
    clause: 'tanh/forward/monotone',
    tanh: 'return y.map((v, i) => (x[i] === 2 ? v + 2 ** -20 : v));',
  },
  mirror: {
    clause: 'tanh/forward/odd',
    tanh: 'return y.map((v, i) => (x[i] === -2 ? v + 2 ** -20 : v));',
  },
  'a longer call': {
    clause: 'tanh/forward/range',
    tanh: 'return y.map((v, i) => (x[i] === 2 && y.length > 64 ? 2 : v));',
  },
  'a call with certain neighbours': {
    clause: 'tanh/forward/faithful',
    tanh: 'return y.map((v, i) => (x[i] === 2 && x[i - 1] < 2 && x[i + 2] > 2 ? v + 1 : v));',
  },
  'two in longer calls': {
    clause: 'tanh/forward/odd',
    tanh: 'return y.map((v, i) => (x[i] === 2 && i > 20 ? v + 2 ** -20 : v));',
  },
  'a lane': {
    clause: 'tanh/forward/lanes',
    tanh: 'if (y.length > 5 && x.byteOffset % 16 > 0) y[5] = 2; return y;',
  },
  'the neighbour of a NaN': {
    clause: 'tanh/forward/lanes',
    tanh: 'return y.map((v, i) => (Number.isNaN(x[i - 1]) ? NaN : v));',
  },
  'a part for another thread': {
    clause: 'tanh/forward/lanes',
    tanh: 'return y.map((v, i) => (i > 2000 ? v / 2 : v));',
  },
  'the same call again': {
    clause: 'tanh/forward/repeat',
    top: 'let calls = 0;',
    tanh: 'const by = 1 + (calls++ % 2); return y.map((v) => v / by);',
  },
  empty: {
    clause: 'tanh/forward/empty',
    tanh: 'return x.length === 0 ? new Float32Array(1) : y;',
  },
  'a pair of x and dy': {
    clause: 'tanh/vjp/accuracy',
    vjp: 'return y.map((v, i) => (dy[i] < 0 ? -v : v));',
  },
  'two dy': {
    clause: 'tanh/vjp/scale',
    vjp: 'return y.map((v, i) => (Math.abs(dy[i]) > 4 ? v * 1.001 : v));',
  },
  'a gradient in a longer call': {
    clause: 'tanh/vjp/accuracy',
    vjp: 'return y.map((v, i) => (dy[i] < 0 && i > 3 && dy[i - 1] > 0 ? -v : v));',
  },
};

const hasGradient = "op === 'tanh' && dtype === 'float32'";

describe('what a report prints as a command shows it again', () => {
  let reported: readonly Reported[] = [];
  beforeAll(async () => {
    const folder = outside();
    const backends = Object.entries(kinds).map(([kind, { clause, ...spoiled }]) => {
      const has = spoiled.vjp === undefined ? {} : { has: hasGradient };
      return [writeBackend(folder, kind, { ...spoiled, ...has }), clause] as const;
    });
    reported = await judged(folder, new Map(backends));
  });

  it.each(Object.keys(kinds))('%s', async (kind) => {
    const own = reported.find(({ finding }) => finding.backend.includes(`${kind}.mjs`));
    expect(own?.finding.outcome).toBe('fail');
    if (own !== undefined) await demandShown(own);
  });

  it('what no command shows says so', async () => {
    const folder = outside();
    const once = writeBackend(folder, 'once', {
      top: 'let calls = 0;',
      tanh: 'return calls++ === 0 ? y.map(() => 2) : y;',
    });
    const all = writeBackend(folder, 'all', {
      tanh: 'let s = 0; for (const v of x) if (v > 1) s++; return y.map((v, i) => (x[i] === 2 && s > 64 && s < x.length - 64 ? 2 : v));',
    });
    const range = 'tanh/forward/range';
    const found = await judged(folder, new Map([once, all].map((one) => [one, range])));
    expect(
      found.map(({ finding: { witness }, command }) => [
        witness?.reproduces,
        witness?.note,
        command,
      ]),
    ).toEqual([
      [false, expect.stringContaining('seen once, and not again'), undefined],
      [false, expect.stringContaining('only within the very call'), undefined],
    ]);
  });
});
