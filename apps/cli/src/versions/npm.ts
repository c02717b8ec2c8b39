import { execFile } from 'node:child_process';
import { suiteError } from '@rectify/backend';
import { maxSatisfying, sort, valid } from 'semver';

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

/** What is published of a package. */
export interface Published {
  /** Every version, the oldest first. */
  readonly versions: readonly string[];
  /** What `latest` and other tags stand for. */
  readonly tags: ReadonlyMap<string, string>;
}

/** Names that npm takes: what a module calls its runtime may be any text. */
const packageName = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/;

/** @throws SuiteError VERSION_UNKNOWN where npm has no such package, or REGISTRY_UNREACHABLE */
export async function publishedOf(name: string): Promise<Published> {
  const none = suiteError('VERSION_UNKNOWN', `npm has no package '${name}'`, {
    hint: 'versions are those of the runtime.package that the backend names',
  });
  if (!packageName.test(name)) throw none;
  const fields = ['versions', 'dist-tags', '--fetch-retries=0'];
  const answer = await npm(['view', name, ...fields], process.cwd());
  if (answer.ok) return publishedIn(answer.value);
  if (answer.code === 'E404') throw none;
  throw suiteError(
    'REGISTRY_UNREACHABLE',
    `npm cannot say which versions of ${name} there are: ${answer.summary}`,
    { hint: `see what 'npm view ${name}' says; versions that are in the cache need no registry` },
  );
}

/** What `npm view` prints; one version comes alone. */
function publishedIn(value: unknown): Published {
  const { versions = [], 'dist-tags': tags = {} } = (value ?? {}) as {
    readonly versions?: string | readonly string[];
    readonly 'dist-tags'?: Readonly<Record<string, string>>;
  };
  const all = [versions].flat().filter((one) => valid(one) !== null);
  return { versions: sort(all), tags: new Map(Object.entries(tags)) };
}

/** What is said of a version, tag or range that there is not. */
export function unknownVersion(name: string, spec: string): Error {
  return suiteError('VERSION_UNKNOWN', `${name} has no version '${spec}'`, {
    hint: `'npm view ${name} versions' shows all`,
  });
}

/**
 * The published version that a version, tag or range stands for: of a range the newest, and before a release only where
 * the range is about that.
 * @throws SuiteError VERSION_UNKNOWN
 */
export function versionIn({ versions, tags }: Published, name: string, spec: string): string {
  const tagged = tags.get(spec);
  // To semver no text at all is any version.
  const found = tagged ?? (spec === '' ? null : maxSatisfying(versions, spec));
  if (found === null) throw unknownVersion(name, spec);
  return found;
}

/**
 * The same; a version is taken as it is, unasked.
 * @throws SuiteError VERSION_UNKNOWN or REGISTRY_UNREACHABLE
 */
export async function resolveVersion(name: string, spec: string): Promise<string> {
  return valid(spec) ?? versionIn(await publishedOf(name), name, spec);
}
