import type { BackendKernel, KernelRequest } from '@rectify/backend';
import { kernelKey, kernelLabel } from '@rectify/backend';
import type { Finding, Grade, Outcome, Profile, Report } from '@rectify/record';
import { coverages, grades } from '@rectify/record';
import {
  coverageLegends,
  coverageNames,
  isSampled,
  leastCoverage,
  showGreatest,
} from '../words/coverage.ts';
import { showUlp } from '../words/decimals.ts';
import { tellingPairs } from '../words/pairs.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import type { Tone } from '../words/style.ts';
import { styledLines } from '../words/styled-lines.ts';
import { backendsOf, kernelsOf, ofKernel } from './kernels.ts';
import type { TableCell, TableLayout } from './layout.ts';
import { layOut } from './layout.ts';

/** The worst grade of some kernels. */
export function worstGrade(profiles: readonly Profile[]): Grade | undefined {
  return grades.findLast((grade) => profiles.some((one) => one.grade === grade));
}

function gradeText(profile: Profile): string {
  const { grade, maxUlp, maxUlpForgiven, flushes } = profile;
  const greatest = (ulp: number): string => showGreatest(ulp, isSampled(profile));
  // Older records forgive every 0 where a subnormal is due.
  const isForgiven =
    (flushes.inputs || flushes.results) && showUlp(maxUlpForgiven) !== showUlp(maxUlp);
  const pairs = tellingPairs(profile);
  const notes = [
    ...(isForgiven ? [`${greatest(maxUlpForgiven)} ftz`] : []),
    ...(pairs === undefined ? [] : [`dy ${showGreatest(pairs.maxUlp, true)}`]),
  ];
  return `${grade} ${greatest(maxUlp)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

/** From the worst, with what each is like; what errs is said before. */
const tones: readonly (readonly [outcome: Outcome, tone: Tone])[] = [
  ['fail', 'bad'],
  ['stale', 'bad'],
  ['known', 'warn'],
  ['pass', 'good'],
  ['skip', 'quiet'],
];

/** Some clauses are no ground for a grade: their worst outcome is what there is to say. */
function withoutGrade(findings: readonly Finding[]): TableCell {
  const [worst = '', tone = null] =
    tones.find(([outcome]) => findings.some((one) => one.outcome === outcome)) ?? [];
  return { text: worst, tone };
}

/** What the findings of a kernel say where there is no profile. */
function withoutProfile(findings: readonly Finding[]): TableCell {
  if (findings.some(({ outcome }) => outcome === 'error')) return { text: 'error', tone: 'bad' };
  const unsupported = findings.find(({ verdict }) => verdict === 'unsupported');
  if (unsupported === undefined) return withoutGrade(findings);
  const reason = /^no-\w+/.exec(unsupported.message ?? '')?.[0] ?? 'unsupported';
  return { text: `– ${reason}`, tone: 'quiet' };
}

/** The letter says what the kernel meets, the tone whether that was known. */
export function gradeCell(report: Report, kernel: BackendKernel): TableCell {
  const key = kernelKey(kernel);
  const findings = report.findings.filter((one) => kernelKey(one) === key);
  const profile = report.profiles.find((one) => kernelKey(one) === key);
  if (profile === undefined) return withoutProfile(findings);
  const text = gradeText(profile);
  const outcomes = new Set(findings.map(({ outcome }) => outcome));
  if (outcomes.has('error')) return { text: `${text} error`, tone: 'bad' };
  if (outcomes.has('fail') || outcomes.has('stale')) return { text, tone: 'bad' };
  return { text, tone: outcomes.has('known') ? 'warn' : 'good' };
}

/** On which inputs the backends' kernels were judged: of one run it is the same of all. */
function judgedOn({ profiles }: Report, kernel: KernelRequest): string {
  const coverage = leastCoverage(ofKernel(profiles, kernel));
  return coverage === undefined ? '' : coverageNames[coverage];
}

/** op × pass rows, backend columns: grade and worst error of each kernel. */
export function gradeLayout(report: Report): TableLayout {
  const judged = [...report.findings, ...report.profiles];
  const backends = backendsOf(report, judged);
  return {
    labels: ['kernel', 'judged'],
    columns: backends.map(sanitize),
    rows: kernelsOf(judged).map((kernel) => ({
      labels: [kernelLabel(kernel), judgedOn(report, kernel)],
      cells: backends.map((backend) => gradeCell(report, { ...kernel, backend })),
    })),
    align: 'left',
  };
}

export const gradeTitle = 'Conformance: grade and worst error in ULP';

/** What the words in the cells mean. */
export function gradeLegend({ rows }: TableLayout): string {
  const shows = (text: string): boolean =>
    rows.some(({ cells }) => cells.some((cell) => cell.text.includes(text)));
  const judged = (name: string): boolean => rows.some(({ labels }) => labels[1] === name);
  return [
    'AAA: every must and should, correctly rounded',
    'AA: every must and should',
    'A: every must',
    'F: not',
    ...(shows(' ftz') ? ['ftz: with flushing forgiven'] : []),
    ...(shows('dy ') ? ['dy: with another dy than 1'] : []),
    ...coverages.filter((one) => judged(coverageNames[one])).map((one) => coverageLegends[one]),
  ].join(' · ');
}

/** The grades, with their legend. */
export function gradeTable(report: Report, options: RenderOptions): readonly string[] {
  const layout = gradeLayout(report);
  if (layout.rows.length === 0) return [];
  return [
    options.style('title', gradeTitle),
    ...layOut(layout, options),
    ...styledLines('quiet', gradeLegend(layout), options),
  ];
}
