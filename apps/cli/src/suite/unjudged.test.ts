import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeHarness } from '../fixtures/harness.ts';
import { cleanUp, outside, rectify, writeBackend } from '../fixtures/outside.ts';

afterAll(cleanUp);

const smoke = ['--depth', 'smoke'];
const none = { has: 'false' };

/** Runs the command line, which must end with 2 and say why on its last line. */
async function refused(argv: readonly string[], why: RegExp): Promise<void> {
  const { code, err } = await rectify(argv);
  const last = err.trimEnd().split('\n').at(-1);
  expect([code, last]).toEqual([2, expect.stringMatching(/^NOTHING_JUDGED: .+ Hint: .+$/)]);
  expect(last).toMatch(why);
}

describe('a named backend of which nothing was judged is exit 2', () => {
  it('a module without kernels beside one that is right, in every format that CIs read', async () => {
    const folder = outside();
    const backends = [writeBackend(folder, 'right'), writeBackend(folder, 'empty', none)];
    const path = (format: string): string => join(folder, format);
    const formats = ['junit', 'tap', 'github', 'sarif', 'markdown'];
    const outputs = formats.flatMap((format) => ['--format', `${format}=${path(format)}`]);
    const why = /empty\.mjs: nothing was judged: no-op: only relu and tanh, forward\. /;
    await refused(['verify', ...backends, '--op', 'relu', ...smoke, ...outputs], why);
    const [junit, tap, github, sarif, markdown] = formats.map((one) =>
      readFileSync(path(one), 'utf8'),
    );
    expect(junit).toMatch(/<testcase name="judged"[^>]*><error type="error"/);
    expect(tap).toMatch(/^not ok 1 - .* judged$/m);
    expect(github).toMatch(/^::error title=module/);
    expect(JSON.parse(sarif ?? '').runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error' }],
    });
    expect(markdown).toContain('nothing was judged');
  });

  it('a harness that lists no kernels', async () => {
    const mute = writeHarness(outside(), 'mute', { lists: [] });
    await refused(['verify', mute, '--op', 'relu', ...smoke], /mute: nothing was judged: no-/);
  });

  it('a harness that lists kernels and has none', async () => {
    const mute = writeHarness(outside(), 'mute', { has: [] });
    const why = /mute: nothing was judged: no-op: only relu and tanh/;
    await refused(['verify', mute, '--op', 'relu', ...smoke], why);
  });

  it('one that goes away between the look and the judging', async () => {
    const folder = outside();
    const seen = JSON.stringify(join(folder, 'seen'));
    const shy = writeBackend(folder, 'shy', {
      top: `import { existsSync, writeFileSync } from 'node:fs';
const first = !existsSync(${seen}); writeFileSync(${seen}, '');`,
      probe: `first ? { ok: true, origin: 'native' } : { ok: false, reason: 'no-device', note: 'it is gone' }`,
    });
    await refused(['verify', shy, ...smoke], /shy\.mjs: nothing was judged: it is gone/);
  });

  it('one that is to be timed', async () => {
    const folder = outside();
    const backends = [writeBackend(folder, 'right'), writeBackend(folder, 'empty', none)];
    const some = ['--op', 'relu', '--pass', 'forward', '--quick', '--lengths', '1024'];
    await refused(['measure', ...backends, ...some], /empty\.mjs: nothing was timed/);
  });
});

describe('what was asked for by name must be judged', () => {
  it.each([
    ['an op beside another', ['--op', 'relu,sigmoid'], /nothing of op sigmoid was judged/],
    ['a clause', ['--clause', 'relu/forward/nan,relu/vjp/nan'], /judged by relu\/vjp\/nan/],
    ['a clause below the level', ['--clause', 'tanh/forward/odd', '--level', 'must'], /can fail/],
  ])('%s', async (_, options, why) => {
    await refused(['verify', writeBackend(outside(), 'right'), ...smoke, ...options], why);
  });
});

describe('records of a run that judged nothing', () => {
  it('end with 2 wherever they are shown, each by itself', async () => {
    const folder = outside();
    const [bad, good] = [join(folder, 'bad.jsonl'), join(folder, 'good.jsonl')];
    const forward = ['--op', 'relu', '--pass', 'forward'];
    const verify = (backend: string): readonly string[] => [
      'verify',
      backend,
      ...forward,
      ...smoke,
      '--record',
    ];
    await refused([...verify(writeBackend(folder, 'empty', none)), bad], /empty/);
    expect((await rectify([...verify(writeBackend(folder, 'right')), good])).code).toBe(0);
    const [{ run } = { run: undefined }] = readFileSync(good, 'utf8')
      .split('\n', 1)
      .map((line) => JSON.parse(line));
    expect(run.asked).toMatchObject([{ ops: ['relu'], passes: ['forward'], dtypes: null }]);
    await refused(['report', bad, good], /empty\.mjs: nothing was judged/);
  });

  it('end with 2 where their shards are merged', async () => {
    const folder = outside();
    const empty = writeBackend(folder, 'empty', none);
    const files = [1, 2].map((i) => join(folder, `${i}.jsonl`));
    for (const [i, file] of files.entries()) {
      const shard = ['--shard', `${i + 1}/2`, '--record', file];
      await refused(['verify', empty, '--op', 'relu', ...smoke, ...shard], /nothing was judged/);
    }
    await refused(['merge', ...files], /empty\.mjs: nothing was judged/);
  });
});
