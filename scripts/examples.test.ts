import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { hasBash, root } from './fixtures/processes.ts';
import type { Variables } from './fixtures/processes.ts';
import { shards, sharded } from './fixtures/sharded.ts';
import type { Task } from './fixtures/sharded.ts';
import { workspace } from './fixtures/workspace.ts';

const read = (path: string): string => readFileSync(join(root, 'examples', path), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'rectify-examples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every 256th of the 2,048 blocks of one kernel, which three shards cannot share evenly. */
const depth = ['--depth', 'exhaustive'];
const tiny = ['--op', 'relu', '--pass', 'forward', '--dtype', 'float32', '--stride', '256'];
const sweep = ['ts', ...depth, ...tiny];
const demandWhole = sharded(sweep, folder);

describe('Kubernetes', () => {
  interface Job {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: {
      readonly completionMode?: string;
      readonly completions?: number;
      readonly parallelism?: number;
      readonly podFailurePolicy?: {
        readonly rules: readonly { readonly onExitCodes?: { readonly containerName: string } }[];
      };
      readonly template: {
        readonly spec: {
          readonly restartPolicy: string;
          readonly containers: readonly {
            readonly name: string;
            readonly image: string;
            readonly command: readonly string[];
            readonly args: readonly string[];
            readonly env?: readonly { readonly name: string; readonly value: string }[];
            readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
          }[];
          readonly volumes: readonly {
            readonly name: string;
            readonly persistentVolumeClaim: { readonly claimName: string };
          }[];
        };
      };
    };
  }
  const documents = ['job', 'merge'].flatMap((name) =>
    parseAllDocuments(read(`kubernetes/${name}.yaml`)).map((one) => one.toJS() as Job),
  );
  const [claim, indexed, merging] = documents;
  const podOf = (job: Job | undefined) => {
    const pod = job?.spec.template.spec;
    const container = pod?.containers[0];
    if (pod === undefined || container === undefined) throw new Error('no container');
    return { ...pod, container };
  };
  const [shard, merge] = [podOf(indexed), podOf(merging)];
  const mount = shard.container.volumeMounts[0]?.mountPath ?? '';

  test('counts as many shards as the Job has indexes', () => {
    expect(documents.map(({ kind }) => kind)).toEqual(['PersistentVolumeClaim', 'Job', 'Job']);
    const { completionMode, completions, parallelism, podFailurePolicy } = indexed?.spec ?? {};
    expect(completionMode).toBe('Indexed');
    expect(parallelism).toBeLessThanOrEqual(completions ?? 0);
    expect(shard.container.env).toEqual([{ name: 'SHARDS', value: String(completions) }]);
    expect(shard.restartPolicy).toBe('Never');
    const named = podFailurePolicy?.rules.flatMap(({ onExitCodes }) => onExitCodes ?? []);
    expect(named?.map(({ containerName }) => containerName)).toEqual([shard.container.name]);
  });

  test('gives both jobs one image and one volume', () => {
    expect(merge.container.image).toBe(shard.container.image);
    expect(merge.container.volumeMounts).toEqual(shard.container.volumeMounts);
    expect(merge.volumes).toEqual(shard.volumes);
    const [volume] = shard.volumes;
    expect(volume?.name).toBe(shard.container.volumeMounts[0]?.name);
    expect(volume?.persistentVolumeClaim.claimName).toBe(claim?.metadata.name);
    expect(shard.container.args[0]).toBe(mount);
  });

  test.skipIf(!hasBash)('joins to one run', async () => {
    const records = join(folder, 'kubernetes');
    const [, ...args] = shard.container.args;
    await demandWhole(
      records,
      shards.map((i) => ({
        command: [...shard.container.command, records, ...args, ...tiny],
        env: { SHARDS: '3', JOB_COMPLETION_INDEX: String(i - 1) },
      })),
      {
        command: [
          ...merge.container.command,
          ...merge.container.args.map((one) => one.replaceAll(mount, records)),
        ],
      },
    );
  });
});

describe('Slurm', () => {
  const scripts = ['sweep', 'merge'].map((name) => `examples/slurm/${name}.sbatch`);
  const [sweeping = '', merging = ''] = scripts;
  const task = (id: number, o: { readonly min: number; readonly max: number }): Variables => ({
    SLURM_ARRAY_TASK_ID: String(id),
    SLURM_ARRAY_TASK_MIN: String(o.min),
    SLURM_ARRAY_TASK_MAX: String(o.max),
    SLURM_ARRAY_TASK_COUNT: '3',
  });

  test.each(scripts)('%s has its directives where Slurm reads them', (path) => {
    const lines = readFileSync(join(root, path), 'utf8').trim().split('\n');
    expect(lines[0]).toBe('#!/bin/bash');
    // Slurm reads up to the first command.
    const head = lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith('#')),
    );
    const directives = lines.filter((line) => line.includes('#SBATCH'));
    expect(directives).toEqual(head.filter((line) => /^#SBATCH --[a-z-]+(=\S+)?$/.test(line)));
    const once = (flag: string) => directives.filter((line) => line.includes(flag));
    for (const flag of [
      '--job-name=',
      '--ntasks=1',
      '--cpus-per-task=',
      '--mem-per-cpu=',
      '--time=',
    ])
      expect(once(flag)).toHaveLength(1);
    const ofSweep = path === sweeping ? 1 : 0;
    expect(directives.filter((line) => /--array=[01]-\d+$/.test(line))).toHaveLength(ofSweep);
    for (const flag of ['--requeue', '--open-mode=append', '-%A-%a.log'])
      expect(once(flag)).toHaveLength(ofSweep);
  });

  test.skipIf(!hasBash).each(scripts)('%s is bash', (path) => {
    expect(spawnSync('bash', ['-n', path], { cwd: root, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });

  test.skipIf(!hasBash)('joins to one run', async () => {
    const records = join(folder, 'slurm');
    const env = { RECORDS: records };
    await demandWhole(
      records,
      shards.map((i) => ({
        command: ['bash', sweeping, ...sweep],
        env: { ...env, ...task(i, { min: 1, max: 3 }) },
      })),
      { command: ['bash', merging], env },
    );
  });
});

describe('GitLab', () => {
  interface Job {
    readonly variables: Variables;
    readonly before_script: readonly string[];
    readonly script: readonly string[];
    readonly needs?: readonly string[];
    readonly parallel?: string;
    readonly artifacts: {
      readonly paths: readonly string[];
      readonly reports?: { readonly junit: string };
    };
  }
  const [head, body] = parseAllDocuments(read('gitlab/rectify.yml')).map((one) => one.toJS()) as [
    { readonly spec: { readonly inputs: Readonly<Record<string, { default: unknown }>> } },
    Readonly<Record<'.rectify' | 'rectify-judge' | 'rectify', Job>>,
  ];
  const shared = body['.rectify'];
  const [judging, merging] = [body['rectify-judge'], body.rectify];

  test('every input that is named is declared, and none is part of a script', () => {
    const named = [...read('gitlab/rectify.yml').matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)];
    expect(new Set(named.map(([, name]) => name))).toEqual(new Set(Object.keys(head.spec.inputs)));
    const scripts = [shared.before_script, judging.script, merging.script].flat();
    for (const script of scripts) expect(script).not.toContain('$[[');
  });

  test('hands every record from the shards to the merge', () => {
    expect(judging.parallel).toBe('$[[ inputs.shards ]]');
    expect(merging.needs).toEqual(['rectify-judge']);
    expect(judging.artifacts.paths).toEqual(['rectify-shards/']);
    expect(merging.artifacts.reports?.junit).toMatch(/^rectify-report\//);
  });

  test.skipIf(!hasBash)('joins to one run', async () => {
    const here = workspace(join(folder, 'gitlab'));
    // What a stride leaves in depends on the seed.
    const demandDrawn = sharded([...sweep, '--seed', '7'], here);
    const given: Readonly<Record<string, string>> = {
      backend: 'ts',
      depth: 'exhaustive',
      arguments: tiny.join('\n'),
      setup: 'echo set up',
      seed: 'random',
    };
    const fill = (text: string): string =>
      text.replaceAll(/\$\[\[ inputs\.(\w+) \]\]/g, (_, name: string) =>
        String(given[name] ?? head.spec.inputs[name]?.default),
      );
    const variables = Object.entries(shared.variables).map(([name, text]) => [name, fill(text)]);
    const taskOf = (job: Job, env: Variables): Task => ({
      command: ['sh', '-e', '-c', [...shared.before_script, ...job.script].join('\n')],
      env: { ...Object.fromEntries(variables), ...env },
      cwd: here,
    });
    await demandDrawn(
      join(here, 'rectify-shards'),
      shards.map((i) =>
        taskOf(judging, {
          CI_NODE_INDEX: String(i),
          CI_NODE_TOTAL: '3',
          CI_PIPELINE_ID: String(2 ** 32 + 7),
        }),
      ),
      { ...taskOf(merging, {}), record: join(here, 'rectify-report/record.jsonl') },
    );
    expect(existsSync(join(here, merging.artifacts.reports?.junit ?? ''))).toBe(true);
    // One seed for all jobs of a pipeline, and another in the next.
    expect(readFileSync(join(here, 'rectify-report/record.jsonl'), 'utf8')).toMatch(
      /^.*"seed":"7"/,
    );
  });
});
