import type { DType } from '@rectify/backend';
import { isSuiteError, suiteError } from '@rectify/backend';
import type { Depth, Finding, Verdict } from '@rectify/conformance';
import { environment, verify } from '@rectify/runner';
import type { Clause } from '@rectify/spec';
import { specVersion } from '@rectify/spec';
import { unknownName } from '../nearest.ts';
import type { BuiltIn } from '../registry.ts';
import { builtIns, demandVersions, refOf } from '../registry.ts';
import { aligned } from '../rows.ts';
import { clauseOf } from '../selection.ts';
import { exitCodes } from '../suite.ts';
import { isInstalled } from '../versions/install.ts';
import { publishedVersions, resolveVersion, unknownVersion } from '../versions/npm.ts';
import { findChange } from '../versions/search.ts';
import { standing } from './why.ts';

export const bisectFormats = ['pretty', 'json'] as const;

export interface BisectOptions {
  readonly from: string;
  readonly to: string;
  readonly dtype: DType;
  readonly depth: Depth;
  readonly seed: number;
  /** Seconds. */
  readonly timeout: number;
  readonly format: (typeof bisectFormats)[number];
}

interface Context {
  readonly command: string;
  readonly signal: AbortSignal;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function builtInOf(id: string): BuiltIn {
  const builtIn = builtIns.find((one) => one.id === id);
  if (builtIn !== undefined) return builtIn;
  throw unknownName(id, {
    kind: 'backend with versions',
    names: builtIns.filter(({ packages }) => packages !== undefined).map((one) => one.id),
    code: 'BACKEND_UNKNOWN',
  });
}

/**
 * The stable versions from one to another, both included whatever they are.
 * @throws SuiteError USAGE, VERSION_UNKNOWN or REGISTRY_UNREACHABLE
 */
async function versionsBetween(
  runtime: string,
  o: Pick<BisectOptions, 'from' | 'to'>,
): Promise<readonly [string, ...string[]]> {
  const all = await publishedVersions(runtime);
  const ends: string[] = [];
  for (const spec of [o.from, o.to]) {
    const version = await resolveVersion(runtime, spec);
    if (!all.includes(version)) throw unknownVersion(runtime, spec);
    ends.push(version);
  }
  const [from = '', to = ''] = ends;
  const between = all.slice(all.indexOf(from) + 1, all.indexOf(to));
  if (all.indexOf(from) >= all.indexOf(to))
    throw suiteError('USAGE', `${runtime} ${to} is not later than ${from}`, {
      hint: 'give the older version to --from and the newer to --to',
    });
  return [from, ...between.filter((version) => !version.includes('-')), to];
}

/** The finding of one version, or why there is none. */
async function judgeVersion(
  backend: string,
  clause: Clause,
  o: BisectOptions,
  signal: AbortSignal,
): Promise<Finding | string> {
  const { op, pass } = clause;
  const { dtype, depth, seed } = o;
  try {
    const { findings, backends } = await verify({
      backends: [await refOf(backend)],
      requests: [{ op, pass, dtype }],
      clauses: [clause],
      depth,
      seed,
      level: 'should',
      timeoutMs: o.timeout * 1000,
      threads: 1,
      signal,
    });
    const [finding] = findings;
    if (finding === undefined) return backends[0]?.note ?? 'nothing was judged';
    const { verdict, message } = finding;
    return verdict === 'conforms' || verdict === 'violates' ? finding : (message ?? verdict);
  } catch (error) {
    // One version that cannot be had is no reason to give up.
    if (!isSuiteError(error) || error.code !== 'INSTALL_FAILED') throw error;
    return error.message;
  }
}

/** What was found of a version, on one line. */
function textOf(found: Finding | string | undefined): string {
  if (typeof found === 'object') return standing(found);
  const [reason] = (found ?? '').split('\n');
  return `cannot be judged: ${reason}`;
}

/** A step of the search as JSON. */
function stepOf([version, found]: readonly [string, Finding | string]): object {
  if (typeof found === 'string') return { version, verdict: null, reason: found };
  const { verdict, tested, violations, witness } = found;
  return { version, verdict, tested, violations, witness };
}

/**
 * Prints the two published versions of a runtime between which a clause's verdict changed; known deviations count for
 * nothing.
 * @returns exit code: 0 when they are found
 * @throws SuiteError CLAUSE_UNKNOWN, BACKEND_UNKNOWN, VERSION_UNKNOWN or REGISTRY_UNREACHABLE; USAGE when both ends have
 * the same verdict, BACKEND_MISSING when one cannot be judged
 */
export async function bisect(
  id: string,
  backend: string,
  o: BisectOptions,
  { command, signal }: Context,
): Promise<number> {
  const started = new Date().toISOString();
  const clause = clauseOf(id);
  const packages = demandVersions(builtInOf(backend));
  const [runtime] = packages;
  const versions = await versionsBetween(runtime, o);
  const steps = new Map<string, Finding | string>();
  const judge = async (version: string): Promise<Verdict | null> => {
    if (signal.aborted) return null;
    const found = await judgeVersion(`${backend}@${version}`, clause, o, signal);
    steps.set(version, found);
    if (!signal.aborted) say(`${version} ${textOf(found)}`);
    return typeof found === 'string' ? null : found.verdict;
  };
  const change = await findChange(versions, judge, (version) => isInstalled(packages, version));
  if (signal.aborted) return exitCodes.interrupted;
  switch (change.kind) {
    case 'same':
      throw suiteError('USAGE', `${id} ${change.verdict} in ${o.from} and in ${o.to} alike`, {
        hint: 'give versions with different verdicts to --from and --to',
      });
    case 'unusable':
      throw suiteError(
        'BACKEND_MISSING',
        `${runtime} ${change.end} ${textOf(steps.get(change.end))}`,
        {
          hint: 'begin or end with another version',
        },
      );
    case 'found':
      break;
    default:
      return change satisfies never;
  }
  const { last, first, between } = change;
  const { dtype, depth, seed, format } = o;
  if (format === 'json') {
    const run = { command, seed: String(seed), depth, spec: specVersion, started };
    const document = {
      schema: 'rectify/bisect@1',
      run: { ...run, environment: environment(1) },
      backend,
      runtime,
      clause: id,
      dtype,
      versions,
      last,
      first,
      between,
      steps: [...steps].map(stepOf),
    };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return exitCodes.fine;
  }
  const rows = [last, ...between, first].map((version) => ({
    head: [version],
    text: textOf(steps.get(version)),
  }));
  const where = between.length === 0 ? first : `${first} or in what could not be judged before it`;
  process.stdout.write(
    `${id} of ${dtype} changed in ${runtime} ${where}\n${aligned(rows, '  ')}` +
      `${steps.size} of ${versions.length} versions were tried\n`,
  );
  return exitCodes.fine;
}
