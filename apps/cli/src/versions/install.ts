import { suiteError } from '@rectify/backend';
import { cached, isCached } from './cache.ts';
import { npm, unknownVersion } from './npm.ts';

/** The folder of a version: with other packages beside it, a runtime is another. */
function nameOf(packages: readonly string[], version: string): string {
  return `${packages.join('_').replaceAll('/', '+')}@${version}`;
}

/** Whether the cache has a version. */
export function isInstalled(packages: readonly string[], version: string): boolean {
  return isCached(nameOf(packages, version));
}

/**
 * Installs one version of packages that belong together, unless the cache has it. Install scripts do not run: those of
 * the runtimes fetch what the CPU needs not, from elsewhere than the registry.
 * @returns the folder whose node_modules has them
 * @throws SuiteError VERSION_UNKNOWN, INSTALL_FAILED or OUTPUT_UNWRITABLE
 */
export function install(packages: readonly string[], version: string): Promise<string> {
  return cached(nameOf(packages, version), async (folder) => {
    const specs = packages.map((name) => `${name}@${version}`);
    process.stderr.write(`installing ${specs.join(' ')}\n`);
    const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
    const answer = await npm(['install', ...flags, '--prefix', folder, ...specs], folder);
    if (answer.ok) return;
    if (answer.code === 'ETARGET') throw unknownVersion(packages[0] ?? '', version);
    throw suiteError('INSTALL_FAILED', `npm cannot install ${specs[0]}: ${answer.summary}`, {
      hint: `try 'npm install ${specs.join(' ')}' in an empty folder`,
    });
  });
}
