import { writeFileSync } from 'node:fs';
import type { KernelRequest } from '@rectify/backend';
import { suiteError } from '@rectify/backend';
import type { Cell, Contested } from '@rectify/bench';
import { defaultContest, defaultDemands, isWithinBudget, trustOf, widened } from '@rectify/bench';
import type { RenderOptions } from '@rectify/report';
import { finiteText, showContest, showSelfTest } from '@rectify/report';
import type { BackendRef, Refusal, VerifyOptions } from '@rectify/runner';
import {
  compareSides,
  environment,
  processors,
  selfTest,
  timeableBy,
  verify,
} from '@rectify/runner';
import { takeExpectations } from '../expectations/expectations.ts';
import type { ContestOptions } from '../options.ts';
import { findBackends } from '../present.ts';
import { sideAgainst } from '../registry.ts';
import { select } from '../selection.ts';
import { readTrust } from '../self-tested.ts';
import type { SuiteOptions } from '../suite.ts';
import { exitCodes, threadsOf } from '../suite.ts';
import { terminal } from '../terminal.ts';

interface Context {
  readonly command: string;
  readonly signal: AbortSignal;
}

/** Where a length is not chosen: long enough for the kernel, short enough for the second cache. */
const usualLength = 65_536;

function cellsOf(o: SuiteOptions, requests: readonly KernelRequest[]): readonly Cell[] {
  const { inputs = ['mixed'], lengths = [usualLength] } = o;
  const [threads] = threadsOf(o);
  return requests.flatMap((request) =>
    lengths.flatMap((length) =>
      inputs.map((kind) => ({ ...request, length, inputs: kind, threads })),
    ),
  );
}

/**
 * The kernels that every side has and that are right on every side, with those that are refused.
 * @throws SuiteError USAGE where none is left
 */
async function judged(
  refs: readonly BackendRef[],
  o: SuiteOptions,
  common: Pick<VerifyOptions, 'seed' | 'timeoutMs' | 'signal' | 'threads'>,
): Promise<{
  readonly requests: readonly KernelRequest[];
  readonly refusals: readonly Refusal[];
}> {
  const expectations = takeExpectations(o);
  const backends = refs.map(expectations.known);
  const selection = select({ ...o, dtype: o.dtype ?? ['float32'] });
  const judging = { ...common, ...selection, backends, depth: 'smoke', level: 'must' } as const;
  const { refusals, has } = timeableBy((await verify(judging)).findings);
  for (const { backend, op, pass, reason } of refusals)
    say(`${backend} ${op}/${pass} is not timed: ${reason}`);
  const requests = selection.requests.filter((one) => refs.every(({ id }) => has(id, one)));
  if (requests.length > 0) return { requests, refusals };
  const names = refs.map(({ id }) => id).join(' and ');
  throw suiteError('USAGE', `${names} have no kernel that can be timed`, {
    hint: 'rectify verify says what they lack or fail; --expectations FILE says what is known',
  });
}

/** Writes the result: text or JSON to standard output, JSON to the record. */
function write(o: SuiteOptions, document: object, show: (options: RenderOptions) => string): void {
  const [format = 'pretty', ...more] = o.format;
  if (more.length > 0 || (format !== 'pretty' && format !== 'json'))
    throw suiteError('USAGE', `--format ${o.format.join(' --format ')} is none of a comparison`, {
      hint: 'give pretty or json, and --record FILE for the document',
    });
  const json = finiteText(document);
  if (o.record !== undefined) writeFileSync(o.record, json);
  process.stdout.write(format === 'json' ? json : show(terminal()));
}

/** What went before is said on standard error, a line each. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * Compares two backends, or one with itself; exit code 1 where the one is slower or a kernel of it is refused, or where the
 * self-test is over its budget.
 * @throws SuiteError USAGE for other than one backend, and as `compareSides`
 */
export async function contest(
  names: readonly string[],
  o: SuiteOptions & ContestOptions,
  { command, signal }: Context,
): Promise<number> {
  const [name = 'ts', ...others] = names;
  if (others.length > 0 || (o.against !== undefined && names.length === 0))
    throw suiteError('USAGE', 'a comparison is of one backend', {
      hint: 'write rectify measure BACKEND --against OTHER, or --self-test BACKEND',
    });
  if (o.selfTest === true && o.selfTested !== undefined)
    throw suiteError('USAGE', '--self-tested is for a comparison with --against', {
      hint: 'leave one of them out',
    });
  const [threads] = threadsOf(o);
  const common = { seed: o.seed, timeoutMs: o.timeout * 1000, signal };
  const sides = o.against === undefined ? [name] : [name, sideAgainst(name, o.against)];
  const { refs } = await findBackends(sides, { ...common, threads });
  const [one, other] = refs;
  if (one === undefined) throw new Error('no backend');
  const here = environment(threads);
  const trust = o.selfTested === undefined ? null : readTrust(o.selfTested, here);
  const demands = trust === null ? defaultDemands : widened(defaultDemands, trust);
  const { requests, refusals } = await judged(refs, o, { ...common, threads });
  const options = {
    ...common,
    cells: cellsOf(o, requests),
    mode: 'run',
    contest: defaultContest,
    demands,
  } as const;
  const receipt = {
    command,
    started: new Date().toISOString(),
    seed: String(o.seed),
    environment: here,
    contest: defaultContest,
    demands,
    // Whether both sides of a pair share a processor.
    bound: threads === 1 && processors().length > 0,
  };
  if (!receipt.bound)
    say('the two sides are not bound to one processor: expect more to be unclear');
  if (o.selfTest === true) {
    const tested = await selfTest({
      ...options,
      backend: one,
      comparisons: o.comparisons,
      on: ({ done, total }) => say(`${done} of ${total} comparisons of each kind`),
    });
    const document = { schema: 'rectify/self-test@1', run: receipt, ...tested };
    write(o, document, (layout) => showSelfTest(tested, layout));
    return isWithinBudget(trustOf(tested)) ? exitCodes.fine : exitCodes.failed;
  }
  if (other === undefined)
    throw suiteError('USAGE', `${one.id} is compared with itself`, { hint: 'use --self-test' });
  const cells: readonly Contested[] = await compareSides({
    ...options,
    a: other,
    b: one,
    on: ({ pair, confirming }) =>
      say(`${confirming ? 'confirming, ' : ''}pair ${pair + 1} of processes`),
  });
  const contested = { a: other.id, b: one.id, cells, trust, refusals };
  write(o, { schema: 'rectify/contest@1', run: receipt, ...contested }, (layout) =>
    showContest(contested, layout),
  );
  const isBad =
    cells.some(({ verdict }) => verdict === 'slower') ||
    refusals.some(({ backend }) => backend === one.id);
  return isBad ? exitCodes.failed : exitCodes.fine;
}
