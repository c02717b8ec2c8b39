import { execFile } from 'node:child_process';
import { suiteError } from '@rectify/backend';

/** What npm gave, or why it failed. */
type NpmAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly summary: string };

const isWindows = process.platform === 'win32';

/**
 * Runs npm, whose configuration says which registry is asked.
 * @throws SuiteError INSTALL_FAILED when there is no npm
 */
export function npm(args: readonly string[], cwd: string): Promise<NpmAnswer> {
  // npm is a script of the shell there; no argument holds a quote.
  const words = isWindows ? args.map((word) => `"${word}"`) : args;
  const options = { cwd, shell: isWindows, maxBuffer: 2 ** 26 };
  return new Promise((resolve, reject) => {
    execFile('npm', [...words, '--json', '--loglevel=error'], options, (error, out, err) => {
      const value: unknown = parsed(out);
      if (error === null) return resolve({ ok: true, value });
      if (error.code === 'ENOENT')
        return reject(
          suiteError('INSTALL_FAILED', 'there is no npm on the path', {
            hint: 'versions of a runtime are installed with npm, which comes with Node',
          }),
        );
      const { code = '', summary = err.trim() } = (value as NpmFailure)?.error ?? {};
      // Of several lines the first says what went wrong.
      return resolve({ ok: false, code, summary: summary.split('\n')[0] ?? '' });
    });
  });
}

type NpmFailure = { readonly error?: { readonly code?: string; readonly summary?: string } } | null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It prints nothing where there is nothing to tell, and other things where it breaks down.
    return null;
  }
}

/** What `npm view` knows; one value comes alone. @throws SuiteError VERSION_UNKNOWN or REGISTRY_UNREACHABLE */
async function view(name: string, spec: string, field: string): Promise<readonly string[]> {
  const answer = await npm(['view', `${name}@${spec}`, field, '--fetch-retries=0'], process.cwd());
  if (answer.ok) return [answer.value].flat().filter((one) => typeof one === 'string');
  if (answer.code === 'E404') throw unknownVersion(name, spec);
  throw suiteError(
    'REGISTRY_UNREACHABLE',
    `npm cannot say which versions of ${name} there are: ${answer.summary}`,
    { hint: `see what 'npm view ${name}' says; versions that are in the cache need no registry` },
  );
}

/** What is said of a version, tag or range that there is not. */
export function unknownVersion(name: string, spec: string): Error {
  return suiteError('VERSION_UNKNOWN', `${name} has no version '${spec}'`, {
    hint: `'npm view ${name} versions' shows all`,
  });
}

/**
 * The version that a tag or range stands for, of a range the newest; a version is taken as it is, unasked.
 * @throws SuiteError VERSION_UNKNOWN or REGISTRY_UNREACHABLE
 */
export async function resolveVersion(name: string, spec: string): Promise<string> {
  if (/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(spec)) return spec;
  if (!/^[\w.^~<>=|* -]+$/.test(spec)) throw unknownVersion(name, spec);
  const found = (await view(name, spec, 'version')).at(-1);
  if (found === undefined) throw unknownVersion(name, spec);
  return found;
}

/** Every published version, the oldest first. @throws SuiteError REGISTRY_UNREACHABLE */
export function publishedVersions(name: string): Promise<readonly string[]> {
  return view(name, 'latest', 'versions');
}
