import { exec } from 'node:child_process';
import { delimiter } from 'node:path';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a user's shell would hold: nothing that runs this test, and nothing of the checkout on the path. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(?!config_)|npm_config_offline$|VITEST|TURBO|NODE_ENV$|NODE_OPTIONS$|INIT_CWD$)/i.test(
        name,
      ),
  ),
);
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'));

/** Runs a command line in a folder; what is in `first` is found before the programs of the machine. Never rejects. */
export function outside(
  command: string,
  o: { readonly cwd: string; readonly first?: readonly string[] },
): Promise<Ended> {
  const env = { ...surroundings, PATH: [...(o.first ?? []), ...path].join(delimiter) };
  return new Promise((resolve) => {
    exec(command, { cwd: o.cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err }),
    );
  });
}
