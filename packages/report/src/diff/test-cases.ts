import type { BackendKernel } from '@rectify/backend';
import { kernelTitle, usualDType } from '@rectify/backend';
import type { Change, Diff } from '@rectify/record';
import { changeText } from '../words/change-text.ts';
import { sanitize } from '../words/sanitize.ts';
import { speedText } from '../words/speed-text.ts';
import type { NamedStatement } from '../words/statement.ts';
import type { TestCase } from '../words/test-cases.ts';

/** What makes a diff fail. */
export type Fails = (change: Change) => boolean;

function outcomeOf(change: Change, fails: Fails): TestCase['outcome'] {
  if (fails(change)) return 'fail';
  return change.trend === 'better' ? 'pass' : 'skip';
}

/** What is said of a kernel, and in which words before that. */
function caseOf(
  one: BackendKernel,
  outcome: TestCase['outcome'],
  verdict: string,
  { name, title, lines }: NamedStatement,
): TestCase {
  const kernel = kernelTitle(one);
  return {
    backend: sanitize(one.backend),
    kernel,
    name,
    about: `${kernel} ${name}`,
    outcome,
    title: `${verdict}${title}`,
    lines,
    repro: null,
    location: null,
  };
}

/** A change as a test, to who reads tests. */
export function testCaseOf(change: Change, fails: Fails): TestCase {
  const said = changeText(change);
  const found = caseOf(change, outcomeOf(change, fails), `${change.trend}: `, said);
  // A clause's id has op and pass in it.
  return change.kind === 'clause' && change.dtype === usualDType
    ? { ...found, about: said.name }
    : found;
}

/** Every change, and of each kernel and timed cell that nothing of changed, that it is so. */
export function testCasesOfDiff(
  { changes, kernels, speed }: Diff,
  fails: Fails,
): readonly TestCase[] {
  const changed = changes.map((one) => testCaseOf(one, fails));
  const names = new Set(changed.map(({ backend, kernel }) => `${backend} ${kernel}`));
  const rest = kernels
    .filter((one) => !names.has(`${sanitize(one.backend)} ${kernelTitle(one)}`))
    .map((one) => caseOf(one, 'pass', '', { name: 'unchanged', title: 'as it was', lines: [] }));
  const { cells, trust } = speed ?? { cells: [], trust: null };
  const timed = cells
    .filter(({ verdict }) => verdict === 'same' || verdict === 'unclear')
    .map((one) => {
      const outcome = one.verdict === 'same' ? 'pass' : 'skip';
      return caseOf(one, outcome, `${one.verdict}: `, speedText({ ...one, trust }));
    });
  return [...changed, ...rest, ...timed];
}
