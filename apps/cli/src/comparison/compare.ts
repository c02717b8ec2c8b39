import { suiteError } from '@rectify/backend';
import { defaultPlan, defaultDemands, isWithinBudget, trustOf, widened } from '@rectify/bench';
import type { ComparedCell, SelfTested } from '@rectify/record';
import { exitCodes } from '@rectify/record';
import type { TableDocument } from '@rectify/report';
import { comparisonTable, selfTestTable } from '@rectify/report';
import { compareSides, environment, processors, selfTest } from '@rectify/runner';
import type { Invocation } from '../command-row.ts';
import { filesRead } from '../files-read.ts';
import { findBackends } from '../find-backends.ts';
import type { ComparisonOptions } from '../options/comparison.ts';
import { sideAgainst } from '../refs/argument.ts';
import { settleSeed } from '../seed.ts';
import type { SuiteOptions } from '../suite/options.ts';
import { say } from '../terminal.ts';
import { cellsOf, judged } from './kernels.ts';
import { readTrust } from './self-tested.ts';
import { demandSameSelfTest, selfTestIn } from './self-test-record.ts';
import { prepareComparison, writeDocument } from './write.ts';

/** The names of the sides, of one where it is compared with itself. @throws SuiteError USAGE */
function sidesOf(names: readonly string[], o: SuiteOptions & ComparisonOptions): readonly string[] {
  const [name = 'ts', ...others] = names;
  if (others.length > 0 || (o.against !== undefined && names.length === 0))
    throw suiteError('USAGE', 'a comparison is of one backend', {
      hint: 'write rectify measure BACKEND --against OTHER, or --self-test BACKEND',
    });
  if (o.selfTest === true && o.selfTested !== undefined)
    throw suiteError('USAGE', '--self-tested is for a comparison with --against', {
      hint: 'leave one of them out',
    });
  if (o.resume === true && (o.against !== undefined || o.record === undefined))
    throw suiteError('USAGE', '--resume goes on with the record of a self-test', {
      hint: 'add --record FILE to --self-test; a comparison with --against begins again',
    });
  return o.against === undefined ? [name] : [name, sideAgainst(name, o.against)];
}

/**
 * Compares two backends, or one with itself; exit code 1 where the one is slower or a kernel of it is refused, or where the
 * self-test is over its budget.
 * @throws SuiteError USAGE for other than one backend, and as `compareSides`
 */
export async function compare(
  names: readonly string[],
  o: SuiteOptions & ComparisonOptions,
  invocation: Invocation,
): Promise<number> {
  const sides = sidesOf(names, o);
  const [threads] = o.threads;
  const { signal } = invocation;
  const { record } = o;
  const left = o.resume === true && record !== undefined ? selfTestIn(record) : undefined;
  const write = prepareComparison(o, filesRead(sides, o.expectations, o.selfTested));
  const { seed, command } = settleSeed(o.seed, invocation, left?.run.seed);
  const common = { seed, timeoutMs: o.timeout * 1000, signal };
  const { refs } = await findBackends(sides, { ...common, threads });
  const [one, other] = refs;
  if (one === undefined) throw new Error('no backend');
  const here = environment(threads);
  const trust = o.selfTested === undefined ? null : readTrust(o.selfTested, here);
  const demands = trust === null ? defaultDemands : widened(defaultDemands, trust);
  const { requests, refusals } = await judged(refs, o, { ...common, threads });
  const cells = cellsOf(o, requests);
  const options = { ...common, cells, mode: 'run', plan: defaultPlan, demands } as const;
  const receipt = {
    command,
    started: new Date().toISOString(),
    seed: String(seed),
    environment: here,
    contest: defaultPlan,
    demands,
    // Whether both sides of a pair share a processor.
    bound: threads === 1 && processors().length > 0,
  };
  if (!receipt.bound)
    say('the two sides are not bound to one processor: expect more to be unclear');
  if (o.selfTest === true) {
    if (left !== undefined) demandSameSelfTest(record ?? '', receipt, left);
    const tableOf = (tested: SelfTested): TableDocument =>
      selfTestTable({ schema: 'rectify/self-test@1', run: receipt, ...tested });
    const tested = await selfTest({
      ...options,
      backend: one,
      comparisons: o.comparisons,
      before: left,
      on({ done, total, tested: soFar }) {
        say(`${done} of ${total} comparisons of each kind`);
        if (record !== undefined) writeDocument(record, tableOf(soFar));
      },
    });
    write(tableOf(tested));
    if (signal.aborted) return exitCodes.interrupted;
    return isWithinBudget(trustOf(tested)) ? exitCodes.fine : exitCodes.failed;
  }
  if (other === undefined)
    throw suiteError('USAGE', `${one.id} is compared with itself`, { hint: 'use --self-test' });
  const compared: readonly ComparedCell[] = await compareSides({
    ...options,
    a: other,
    b: one,
    on: ({ pair, confirming }) =>
      say(`${confirming ? 'confirming, ' : ''}pair ${pair + 1} of processes`),
  });
  const shown = { a: other.id, b: one.id, cells: compared, trust, refusals };
  write(comparisonTable({ schema: 'rectify/contest@1', run: receipt, ...shown }));
  const isBad =
    compared.some(({ verdict }) => verdict === 'slower') ||
    refusals.some(({ backend }) => backend === one.id);
  return isBad ? exitCodes.failed : exitCodes.fine;
}
