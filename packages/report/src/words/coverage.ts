import type { Coverage, Finding, Profile, Run } from '@rectify/record';
import { coverages } from '@rectify/record';
import { showUlp } from './decimals.ts';

type Covered = Pick<Profile, 'coverage'>;

/** What is said of a grade with these inputs; of every input nothing. */
const coverageWords: Readonly<Record<Coverage, string>> = {
  all: '',
  lines: '',
  sample: 'sampled',
  sparse: 'sparse',
};

/** Names of the same where one stands for each kernel. */
export const coverageNames: Readonly<Record<Coverage, string>> = {
  ...coverageWords,
  all: 'all',
  lines: 'all x',
};

/** What they mean. */
export const coverageLegends: Readonly<Record<Coverage, string>> = {
  all: 'all: every input',
  lines: 'all x: every x with dy = 1, and a sample of other dy',
  sample: 'sampled: of a sample, so that other inputs may be worse (≥)',
  sparse: 'sparse: of one in some inputs (--stride), so that others may be worse (≥)',
};

/** What is not known is a sample. */
export const coverageIn = ({ coverage = 'sample' }: Covered): Coverage => coverage;

/** The least that some were judged on. */
export function leastCoverage(all: readonly Covered[]): Coverage | undefined {
  return coverages.findLast((one) => all.some((each) => coverageIn(each) === one));
}

/** Whether figures of dy = 1 are of a sample. */
export const isSampled = (one: Covered): boolean => coverageWords[coverageIn(one)] !== '';

/** Whether figures of a finding are of a sample: those of a gradient always are, because of dy. */
export const isFindingSampled = ({ coverage }: Pick<Finding, 'coverage'>): boolean =>
  coverage !== 'all';

/** A grade, with what it is of where that is a sample. */
export function gradeWords(grade: string, coverage: Coverage | undefined): string {
  const said = coverage === undefined ? '' : coverageWords[coverage];
  return said === '' ? grade : `${grade} ${said}`;
}

/** A greatest error in ULP: of a sample it is a lower bound, but for what nothing is above. */
export function showGreatest(ulp: number, ofSample: boolean): string {
  return ofSample && ulp !== Infinity ? `≥${showUlp(ulp)}` : showUlp(ulp);
}

/** Why a run is of a part of its sweep; undefined where it is not. */
export function sparseText({ depth, stride }: Pick<Run, 'depth' | 'stride'>): string | undefined {
  return depth === 'exhaustive' && stride > 1
    ? `sparse: one in ${stride} inputs of each sweep (--stride ${stride})`
    : undefined;
}

/** How deep a run looked: `depth exhaustive, sparse: …`. */
export function depthText(run: Pick<Run, 'depth' | 'stride'>): string {
  const sparse = sparseText(run);
  return `depth ${run.depth}${sparse === undefined ? '' : `, ${sparse}`}`;
}
