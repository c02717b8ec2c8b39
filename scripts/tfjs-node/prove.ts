import { fileURLToPath } from 'node:url';
import { mustRun, run, tail } from './programs.ts';

export type Proof =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly said: string };

/** Loads the backend in a fresh process and computes with it. */
export async function prove(signal?: AbortSignal): Promise<Proof> {
  const proof = fileURLToPath(new URL('proof.ts', import.meta.url));
  const args = ['--conditions=@rectify/source', proof];
  const { code, stdout, stderr } = await run(process.execPath, args, { signal });
  return code === 0
    ? { ok: true, name: stdout.trim() }
    : { ok: false, said: tail(stderr) || `it ended ${code === null ? 'by a signal' : code}` };
}

/** The version of the library that a binding loads, in a fresh process. @throws SuiteError when it does not load */
export async function loadedVersion(binding: string, signal?: AbortSignal): Promise<string> {
  const program = 'process.stdout.write(require(process.argv[1]).TF_Version)';
  return mustRun(process.execPath, ['--eval', program, binding], {
    env: { TF_CPP_MIN_LOG_LEVEL: '3' },
    hint: 'g++ may have made something that Node cannot load: report it with this output',
    signal,
  });
}
