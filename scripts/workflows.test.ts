import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compose, filledAll, quick, type Step } from './fixtures/composite.ts';
import { faultsOf } from './fixtures/github.ts';
import { hasBash, resultsOf, root, run, type Variables } from './fixtures/processes.ts';
import { workspace } from './fixtures/workspace.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const temporary = mkdtempSync(join(tmpdir(), 'rectify-workflows-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const stepsOf = (name: string): readonly Step[] => {
  const { runs, jobs = {} } = parse(read(name)) as {
    readonly runs?: { readonly steps: readonly Step[] };
    readonly jobs?: Readonly<Record<string, { readonly steps?: readonly Step[] }>>;
  };
  return runs?.steps ?? Object.values(jobs).flatMap(({ steps }) => steps ?? []);
};

describe('what GitHub reads is as it demands', () => {
  const workflows = globSync(
    [
      '.github/workflows/*.yml',
      'examples/github-actions/*.yml',
      'apps/cli/templates/*/.github/workflows/*.yml',
    ],
    { cwd: root },
  );
  test.each(['action.yml', ...workflows])('%s', (name) => {
    expect(faultsOf(name, read(name))).toEqual([]);
  });

  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Variables };
  const lint = scripts['lint:workflows'] ?? '';
  const modules = spawnSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).stdout ?? '';
  // Only what is here already: the command itself fetches it.
  const cached = { GOPROXY: `file://${modules.trim()}/cache/download`, GOSUMDB: 'off' };
  const shell = (line: string) =>
    spawnSync(line, {
      cwd: root,
      env: { ...process.env, ...cached },
      shell: true,
      encoding: 'utf8',
    });
  const here = shell(`${/^go run \S+/.exec(lint)?.[0]} -version`).status === 0;
  test.skipIf(!here)('actionlint accepts the workflows, where Go has it', () => {
    expect(shell(lint)).toMatchObject({ status: 0, stdout: '' });
  });

  test('a step without its shell is a fault', () => {
    const steps = 'steps: [{ run: echo }]';
    const action = `{ name: x, description: x, runs: { using: composite, ${steps} } }`;
    expect(faultsOf('action.yml', action)).toEqual([expect.stringContaining('shell')]);
  });

  test.each(['action.yml', ...workflows])('no script of %s is made of its inputs', (name) => {
    for (const { run: script } of stepsOf(name)) expect(script ?? '').not.toContain('${{');
  });
});

describe('the reusable workflow', () => {
  const { on, jobs } = parse(read('.github/workflows/verify.yml')) as {
    readonly on: {
      readonly workflow_call: { readonly inputs: Readonly<Record<string, { default: unknown }>> };
    };
    readonly jobs: Readonly<
      Record<'plan' | 'judge' | 'merge', { readonly steps: readonly Step[] }>
    >;
  };
  const defaults = Object.fromEntries(
    Object.entries(on.workflow_call.inputs).map(([name, one]) => [name, one.default]),
  );
  const withOf = (steps: readonly Step[], action: string): Variables | undefined =>
    steps.find(({ uses }) => uses?.startsWith(action))?.with;

  test('hands every record from the shards to the merge', () => {
    const up = withOf(jobs.judge.steps, 'actions/upload-artifact');
    const again = withOf(jobs.judge.steps, 'actions/download-artifact');
    const down = withOf(jobs.merge.steps, 'actions/download-artifact');
    expect(up?.['path']).toBe(`${down?.['path']}/*.jsonl`);
    expect(again).toEqual({ ...down, pattern: up?.['name'] });
    const name = up?.['name']?.replace('${{ matrix.shard }}', '*');
    expect(down?.['pattern']).toBe(name);
  });

  test.skipIf(!hasBash)(
    'joins to one run',
    async () => {
      const here = workspace(join(temporary, 'shards'));
      const sweep = {
        backend: 'ts',
        depth: 'exhaustive',
        arguments: [quick, '--stride', '256'].join('\n'),
        seed: '7',
      };
      const count = 3;
      const context = {
        inputs: { ...defaults, ...sweep },
        strategy: { 'job-total': count },
        needs: { plan: { outputs: { seed: '7' } } },
      };
      const [judging, merging] = [jobs.judge, jobs.merge].map(({ steps }) =>
        withOf(steps, './.rectify'),
      );
      const shards = await Promise.all(
        [1, 2, 3].map((shard) =>
          compose(filledAll(judging, { ...context, matrix: { shard } }), here),
        ),
      );
      expect(shards.map(({ code, outputs }) => [code, outputs['report']])).toEqual([
        [0, ''],
        [0, ''],
        [0, ''],
      ]);
      const [merged, whole] = await Promise.all([
        compose(filledAll(merging, context), here),
        compose({ ...sweep, directory: 'whole' }, here),
      ]);
      expect(merged.code, merged.log).toBe(0);
      expect(whole.code, whole.log).toBe(0);
      expect(merged.outputs['grade']).toBe('AAA');
      expect(resultsOf(merged.outputs['record'] ?? '')).toBe(
        resultsOf(whole.outputs['record'] ?? ''),
      );
    },
    300_000,
  );

  test.skipIf(!hasBash)('draws one seed for all shards where it is asked to', async () => {
    const [{ run: script = '' } = {}] = jobs.plan.steps;
    const planned = async (seed: string): Promise<string> => {
      const file = join(temporary, `plan ${seed}`);
      const env = { SHARDS: '3', SEED: seed, GITHUB_OUTPUT: file };
      expect(await run(['bash', '-e', '-c', script], env)).toMatchObject({ code: 0 });
      return readFileSync(file, 'utf8');
    };
    const refused = join(temporary, 'plan refused');
    const hostile = { SHARDS: '3', SEED: '1\nshards=[1]', GITHUB_OUTPUT: refused };
    expect(await run(['bash', '-e', '-c', script], hostile)).toMatchObject({ code: 2 });
    expect(existsSync(refused)).toBe(false);
    expect(await planned('')).toBe('shards=[1,2,3]\nseed=\n');
    expect(await planned('5')).toBe('shards=[1,2,3]\nseed=5\n');
    const [, drawn = ''] = /^shards=\[1,2,3\]\nseed=(\d+)\n$/.exec(await planned('random')) ?? [];
    expect(Number(drawn)).toBeGreaterThan(0);
    expect(Number(drawn)).toBeLessThan(2 ** 32);
    expect(jobs.judge.steps.map((step) => step.with?.['seed']).filter(Boolean)).toEqual([
      '${{ needs.plan.outputs.seed }}',
    ]);
  });

  test('the example gives it what it takes', () => {
    const example = parse(read('examples/github-actions/exhaustive.yml')) as {
      readonly jobs: { readonly sweep: { readonly with: Variables } };
    };
    expect(Object.keys(defaults)).toEqual(
      expect.arrayContaining(Object.keys(example.jobs.sweep.with)),
    );
  });
});
