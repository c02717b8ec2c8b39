import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clauses } from '@rectify/spec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../verify/verify.ts';
import { tryHarness } from './trial.ts';

const page = readFileSync(new URL('../../../../docs/BACKENDS.md', import.meta.url), 'utf8');
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('the harness of docs/BACKENDS.md', () => {
  let folder = '';
  let specifier = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rectify docs '));
    specifier = `exec:python3 '${join(folder, 'sigmoid.py')}'`;
    const source = /^```python\n([^]*?)^```$/m.exec(page)?.[1] ?? '';
    writeFileSync(join(folder, 'sigmoid.py'), source);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('speaks the protocol', async () => {
    const options = { threads: 1, timeoutMs: 600_000 };
    for await (const step of tryHarness(specifier, options))
      expect(step.fault, step.text).toBeNull();
  });

  it('fails the clauses that the page says', async () => {
    const { findings } = await verify({
      backends: [{ id: 'doubles', specifier }],
      requests: [
        { op: 'sigmoid', pass: 'forward', dtype: 'float32' },
        { op: 'sigmoid', pass: 'vjp', dtype: 'float32' },
      ],
      clauses,
      depth: 'default',
      seed: 1,
      level: 'should',
      timeoutMs: 600_000,
      threads: 1,
    });
    const failed = findings.filter(({ outcome }) => outcome === 'fail');
    const shown = /^Failures [^]*?^```$/m.exec(page)?.[0] ?? '';
    expect(
      failed.map((one) => `${one.clause} (${one.level}): ${one.violations} of ${one.tested}`),
    ).toEqual([...shown.matchAll(/^ {2}doubles (.*? of \d+)/gm)].map(([, text]) => text));
  });
});
