import { spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { command, hostile, tanhBackend } from './fixtures/backends.ts';
import { compose, filledAll, type Step } from './fixtures/composite.ts';
import { faultsOf } from './fixtures/github.ts';
import { root, type Variables } from './fixtures/processes.ts';
import { workspace } from './fixtures/workspace.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const temporary = mkdtempSync(join(tmpdir(), 'rectify-action-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const bash = spawnSync('bash', ['--version']).status === 0;

/** Lines that GitHub would obey: those that are not between a stop-commands and its token. */
function obeyed(log: string): readonly string[] {
  let token: string | undefined;
  return log.split('\n').filter((line) => {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined;
      return false;
    }
    token = /^::stop-commands::(.+)$/.exec(line)?.[1];
    return token === undefined && line.trimStart().startsWith('::');
  });
}

const quick = ['--op', 'relu', '--pass', 'forward', '--dtype', 'float32'].join('\n');

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
    for (const { run = '' } of stepsOf(name)) expect(run).not.toContain('${{');
  });
});

describe.skipIf(!bash)('the composite action', () => {
  test('judges, and says so in every way', async () => {
    const here = workspace(join(temporary, 'right'));
    const ended = await compose({ backend: 'ts', depth: 'smoke', arguments: quick }, here);
    expect(ended.code, ended.log).toBe(0);
    expect(ended.outputs).toEqual({
      grade: 'AAA',
      grades: '{"ts":"AAA"}',
      report: join(here, 'rectify-report/report.json'),
      record: join(here, 'rectify-report/record.jsonl'),
    });
    const report = JSON.parse(readFileSync(ended.outputs['report'] ?? '', 'utf8')) as {
      readonly run: { readonly command: string };
    };
    expect(report.run.command).toContain('verify --level should --depth smoke');
    for (const file of ['junit.xml', 'sarif', 'md'])
      expect(existsSync(join(here, `rectify-report/report.${file}`)), file).toBe(true);
    expect(ended.summary).toContain('relu');
    expect(ended.used).toEqual([]);
  });

  test('fails with the exit code of verify, after everything else', async () => {
    const here = workspace(join(temporary, 'wrong'));
    writeFileSync(join(here, 'hostile.mjs'), hostile);
    const backend = 'ts\nmodule:./hostile.mjs';
    const ended = await compose({ backend, depth: 'smoke', arguments: quick, sarif: 'true' }, here);
    expect(ended.code, ended.log).toBe(1);
    expect(ended.outputs).toMatchObject({
      grade: 'F',
      grades: '{"ts":"AAA","module:./hostile.mjs":"F"}',
    });
    expect(ended.summary).toContain('relu/forward/identity');
    expect(ended.used).toMatchObject([
      {
        uses: expect.stringContaining('upload-sarif'),
        with: { sarif_file: './rectify-report/report.sarif' },
      },
    ]);
    const commands = obeyed(ended.log);
    expect(commands.join('\n')).toContain('relu/forward/identity');
    expect(commands.filter((line) => line.startsWith(command))).toEqual([]);
  });

  test('inputs are arguments, never commands', async () => {
    const here = workspace(join(temporary, 'injection'));
    const backend = '"; touch owned; "$(touch owned)`touch owned`';
    const ended = await compose({ backend, baseline: backend, sarif: 'true' }, here);
    expect(ended.code, ended.log).toBe(2);
    expect(ended.log).toContain('BACKEND_UNKNOWN');
    expect(existsSync(join(here, 'owned'))).toBe(false);
    expect(ended.used).toEqual([]);
  });

  test('asks for rectify where it is not', async () => {
    const here = join(temporary, 'bare');
    mkdirSync(here);
    const ended = await compose({ backend: 'ts' }, here);
    expect(ended.code, ended.log).toBe(2);
    expect(obeyed(ended.log).join('\n')).toContain('npm install --save-dev @rectify/cli');
  });

  test('installs the version that is asked for, with what shall be beside it', async () => {
    const here = join(temporary, 'versioned');
    const packages = ['cli', 'adapter'].map((name) => {
      const folder = join(here, name);
      mkdirSync(folder, { recursive: true });
      const bin = name === 'cli' ? { rectify: './rectify.sh' } : {};
      writeFileSync(
        join(folder, 'package.json'),
        JSON.stringify({ name: `@rectify/${name}`, version: '1.0.0', bin }),
      );
      return `file:${folder}`;
    });
    writeFileSync(
      join(here, 'cli/rectify.sh'),
      '#!/bin/sh\necho installed\nls "$(dirname "$0")/../@rectify"\n',
    );
    const ended = await compose({ version: packages[0] ?? '', packages: packages[1] ?? '' }, here);
    expect(ended.code, ended.log).toBe(0);
    expect(ended.log).toMatch(/installed\nadapter\ncli\n/);
    expect(ended.used).toMatchObject([
      { with: { key: expect.stringMatching(/^rectify-Linux-X64-[0-9a-f]{40}$/) } },
    ]);
  });

  test(
    'what got worse fails the run, though every clause holds',
    { timeout: 300_000 },
    async () => {
      const here = workspace(join(temporary, 'baseline'));
      const inputs = {
        backend: 'module:./tanh.mjs',
        depth: 'smoke',
        arguments: quick.replace('relu', 'tanh'),
      };
      writeFileSync(join(here, 'tanh.mjs'), tanhBackend('nearest'));
      const before = await compose({ ...inputs, directory: 'before' }, here);
      const baseline = before.outputs['record'] ?? '';
      const same = await compose({ ...inputs, baseline }, here);
      expect(same.code, same.log).toBe(0);
      writeFileSync(join(here, 'tanh.mjs'), tanhBackend('truncated'));
      const worse = await compose({ ...inputs, baseline }, here);
      expect(worse.log).toContain(' 0 fail ');
      expect(worse.code, worse.log).toBe(1);
      expect(worse.outputs['grade']).toBe('AA');
      expect(worse.summary).toContain('AAA → AA');
      expect(obeyed(worse.log).join('\n')).toContain('AAA → AA');
      const agreed = await compose({ ...inputs, baseline, 'fail-on': 'clause' }, here);
      expect(agreed.code, agreed.log).toBe(0);
    },
  );
});

/** Everything but the header, which says when and by what command. */
const results = (path: string): string => readFileSync(path, 'utf8').replace(/^.*\n/, '');

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

  test.skipIf(!bash)(
    'joins to one run',
    async () => {
      const here = workspace(join(temporary, 'shards'));
      const sweep = {
        backend: 'ts',
        depth: 'exhaustive',
        arguments: [quick, '--stride', '256'].join('\n'),
      };
      const count = 3;
      const context = { inputs: { ...defaults, ...sweep }, strategy: { 'job-total': count } };
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
      expect(results(merged.outputs['record'] ?? '')).toBe(results(whole.outputs['record'] ?? ''));
    },
    300_000,
  );

  test('the example gives it what it takes', () => {
    const example = parse(read('examples/github-actions/exhaustive.yml')) as {
      readonly jobs: { readonly sweep: { readonly with: Variables } };
    };
    expect(Object.keys(defaults)).toEqual(
      expect.arrayContaining(Object.keys(example.jobs.sweep.with)),
    );
  });
});
