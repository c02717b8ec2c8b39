import { execSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, outside } from './outside.ts';

const root = join(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'rectify-published-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }), 120_000);

const folderOf = (name: string): string => {
  const folder = join(temporary, name);
  mkdirSync(folder, { recursive: true });
  return folder;
};
const tarballs = folderOf('tarballs');
/** Where everything is installed, runtimes too. */
const all = folderOf('all');
/** What `rectify new backend mine` makes, with what it asks for. */
const mine = join(folderOf('own'), 'mine');

/** As the manifests of the checkout say. */
const published = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root }).map(
  (file) => {
    const { name } = JSON.parse(readFileSync(join(root, file), 'utf8')) as { name: string };
    return { name, source: join(root, dirname(file), 'src') };
  },
);
const adapters = ['@rectify/backend-onnxruntime', '@rectify/backend-tfjs'];

const tarballOf = ({ name }: { readonly name: string }): string =>
  globSync(`${name.slice(1).replace('/', '-')}-[0-9]*.tgz`, { cwd: tarballs })
    .map((file) => `"${join(tarballs, file)}"`)
    .join(' ');

/** Install scripts fetch what is not judged, such as GPU libraries, from elsewhere than the registry. */
const npmInstall = 'npm install --prefer-offline --ignore-scripts --no-audit --no-fund';

async function demand(command: string, cwd: string, first: readonly string[] = []): Promise<Ended> {
  const ended = await outside(command, { cwd, first });
  if (ended.code !== 0) throw new Error(`${command}: ${ended.code}\n${ended.out}\n${ended.err}`);
  return ended;
}

const system = process.platform === 'win32' ? 'win' : process.platform;
const nodePackage = `node-${system}-${process.arch}`;

/** The lines that are maintained in November 2026; the last is the pinned one, which runs this. */
const lines = ['22.23.3', '24.21.0', process.versions.node];

/** The folder of a Node's program. */
const nodeFolder = (version: string): string =>
  version === process.versions.node
    ? dirname(process.execPath)
    : join(temporary, version, 'node_modules', nodePackage, 'bin');

const npx = (command: string, version: string, cwd: string): Promise<Ended> =>
  outside(`npx --no ${command}`, { cwd, first: [nodeFolder(version)] });

/** Whether the registry answers: what was installed before may all be in npm's cache, or not. */
const asked = await outside('npm view node version --fetch-retries=0', { cwd: temporary });

describe.skipIf(asked.code !== 0)('installed with npm, from its registry', () => {
  beforeAll(async () => {
    // Run by turbo or pnpm, which put pnpm on the path.
    execSync(
      `pnpm --recursive --filter "./packages/*" --filter "./apps/*" pack --pack-destination "${tarballs}"`,
      { cwd: root, stdio: 'pipe' },
    );
    await demand('npm init --yes', all);
    await Promise.all([
      demand(`${npmInstall} ${published.map(tarballOf).join(' ')}`, all),
      ...lines
        .filter((version) => version !== process.versions.node)
        .map((version) => demand(`${npmInstall} ${nodePackage}@${version}`, folderOf(version))),
    ]);
    const rectify = join(all, 'node_modules/.bin');
    await demand('rectify new backend mine', dirname(mine), [rectify, nodeFolder('22.23.3')]);
    const own = published.filter(({ name }) => !adapters.includes(name));
    await demand(`${npmInstall} ${own.map(tarballOf).join(' ')}`, mine);
  }, 600_000);

  describe.each(published)('$name', ({ name, source }) => {
    const folder = join(all, 'node_modules', name);

    test('ships what was built, and nothing else', () => {
      const files = globSync('**/*', { cwd: folder, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      const sources = globSync('**/*.ts', { cwd: source }).filter(
        (file) => !file.endsWith('.test.ts') && !file.split(sep).includes('fixtures'),
      );
      expect(files.filter((file) => /^dist[\\/].*\.js$/.test(file)).toSorted()).toEqual(
        sources.map((file) => join('dist', file.replace(/\.ts$/, '.js'))).toSorted(),
      );
      const known = /^(dist[\\/].*\.(js|js\.map|d\.ts)|schema[\\/].*\.json|package\.json|LICENSE)$/;
      const other = files.filter((file) => !known.test(file) && !/^templates[\\/]/.test(file));
      expect(other).toEqual([]);
    });

    test('its manifest is for users', () => {
      const { exports, dependencies, peerDependencies } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as Record<string, unknown>;
      const text = JSON.stringify({ exports, dependencies, peerDependencies });
      expect(text).not.toMatch(/workspace:|catalog:|@rectify\/source/);
    });
  });

  test('adapters go with every version of a runtime that they drive', async () => {
    const adaptersAndTheirs = published.filter(({ name }) => !/cli|testkit/.test(name));
    const old =
      'onnxruntime-node@1.22.0 @tensorflow/tfjs@3.0.0 @tensorflow/tfjs-backend-wasm@3.0.0';
    const packages = adaptersAndTheirs.map(tarballOf).join(' ');
    await demand(`${npmInstall} --dry-run ${packages} ${old}`, folderOf('old'));
  });

  test('what the scaffold wrote holds against the published types', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const flags = '--noEmit --allowJs --checkJs --strict --target es2023 --module nodenext';
    const types = `--types node --typeRoots "${join(root, 'published/node_modules/@types')}"`;
    await demand(`node "${tsc}" ${flags} ${types} index.js`, mine, [dirname(process.execPath)]);
  });

  describe.each(lines)('on Node %s', (version) => {
    test('every backend whose runtime is installed can be had', async () => {
      const { out } = await npx('rectify list backends --format json', version, all);
      const backends = JSON.parse(out) as { id: string; available: boolean }[];
      const here = backends.filter(({ available }) => available).map(({ id }) => id);
      expect(here).toEqual(expect.arrayContaining(['ts', 'tfjs-cpu', 'tfjs-wasm', 'ort-node']));
    });

    test('one whose adapter is not installed is asked for', async () => {
      const { code, out, err } = await npx('rectify verify ort-node', version, mine);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('npm install --save-dev @rectify/backend-onnxruntime');
    });

    test('the tests of a new backend pass', async () => {
      const { code, out } = await outside('npm test', { cwd: mine, first: [nodeFolder(version)] });
      expect(code, out).toBe(0);
    });

    test('its workflow judges it', async () => {
      const steps = readFileSync(join(mine, '.github/workflows/rectify.yml'), 'utf8');
      const verify = /- run: (npm run verify .*)$/m
        .exec(steps)?.[1]
        ?.replace('$GITHUB_STEP_SUMMARY', 'summary.md');
      const { code, out } = await outside(`${verify} --depth smoke`, {
        cwd: mine,
        first: [nodeFolder(version)],
      });
      expect(code, out).toBe(0);
      expect(readFileSync(join(mine, 'summary.md'), 'utf8')).toContain('AAA');
      expect(out).toContain(`Math of V8 ${version}`);
    });

    test('a fault is found, with its clause', async () => {
      const right = readFileSync(join(mine, 'index.js'), 'utf8');
      const wrong = right.replace('Math.tanh(v)', 'Math.abs(Math.tanh(v))');
      expect(wrong).not.toBe(right);
      writeFileSync(join(mine, 'wrong.js'), wrong);
      const { code, out } = await npx(
        'rectify verify module:./wrong.js --op tanh --depth smoke --format json',
        version,
        mine,
      );
      expect(code, out).toBe(1);
      const { findings } = JSON.parse(out) as { findings: { clause: string; outcome: string }[] };
      const failed = findings
        .filter(({ outcome }) => outcome === 'fail')
        .map(({ clause }) => clause);
      expect(failed).toContain('tanh/forward/odd');
    });
  });
});
