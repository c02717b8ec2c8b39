import { suiteError } from '@rectify/backend';
import { isWithinBudget } from '@rectify/bench';
import type { Environment, Trust } from '@rectify/record';

/** A run's machine, with what the run is called. */
export interface Place {
  readonly name: string;
  readonly environment: Environment;
}

/** What decides how fast a kernel runs, beside the kernel. */
const conditions: readonly (readonly [name: string, of: (one: Environment) => string])[] = [
  ['CPU', ({ cpu }) => `${cpu.model}, ${cpu.cores} cores`],
  ['instruction sets', ({ cpu }) => cpu.isa.join(' ')],
  ['platform', ({ platform, arch }) => `${platform} ${arch}`],
  ['Node', ({ node }) => node.replace(/\..*/, '')],
  ['threads', ({ threads }) => String(threads)],
];

/** The first condition in which two machines differ: `Node 22 there, 24 here`. */
export function differingCondition(a: Environment, b: Environment): string | undefined {
  const found = conditions.find(([, of]) => of(a) !== of(b));
  return found && `${found[0]} ${found[1](a)} there, ${found[1](b)} here`;
}

/** @throws SuiteError RECORDS_INCOMPARABLE where times of one say nothing about times of the other */
export function demandSameMachine(a: Place, b: Place, hint: string): void {
  const differing = differingCondition(a.environment, b.environment);
  if (differing !== undefined)
    throw suiteError(
      'RECORDS_INCOMPARABLE',
      `times of ${a.name} and ${b.name} cannot be compared: ${differing}`,
      { hint },
    );
}

/** @throws SuiteError MACHINE_UNSTEADY where a self-test forbids to believe a comparison */
export function demandSteady(trust: Trust): void {
  if (isWithinBudget(trust) && trust.smallest !== null) return;
  const { falseAlarms, found, comparisons, smallest } = trust;
  throw suiteError(
    'MACHINE_UNSTEADY',
    `the self-test is over its budget: ${falseAlarms} of ${comparisons} false alarms, ${found} of ${comparisons} slow-downs found${smallest === null ? ', none that it can be sure to see' : ''}`,
    { hint: 'use a machine that does less beside, and make the self-test again' },
  );
}
