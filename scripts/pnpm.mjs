import { spawnSync } from 'node:child_process';

/**
 * How pnpm is called on a machine with npm alone, as the beginning of a command line for a shell. What npm has cached is
 * taken without asking the registry: `--prefer-offline` would still ask, and wait, for what the registry lacks.
 */
export function pnpm() {
  const cached = 'npx --yes --offline pnpm@12';
  const { status } = spawnSync(`${cached} --version`, { shell: true, stdio: 'ignore' });
  return status === 0 ? cached : 'npx --yes pnpm@12';
}
