import type { BackendKernel } from '@rectify/backend';
import { kernelKey, kernelLabel } from '@rectify/backend';
import type { Finding, Grade, Outcome, Profile, Report } from '@rectify/record';
import { grades } from '@rectify/record';
import { showUlp } from '../words/decimals.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import type { Tone } from '../words/style.ts';
import { styledLines } from '../words/styled-lines.ts';
import { backendsOf, kernelsOf } from './kernels.ts';
import type { TableCell, TableLayout } from './layout.ts';
import { layOut } from './layout.ts';

/** The worst grade of some kernels. */
export function worstGrade(profiles: readonly Profile[]): Grade | undefined {
  return grades.findLast((grade) => profiles.some((one) => one.grade === grade));
}

function gradeText(profile: Profile): string {
  const { grade, maxUlp, maxUlpForgiven, flushes } = profile;
  const forgiven = showUlp(maxUlpForgiven);
  const worst = showUlp(maxUlp);
  // Older records forgive every 0 where a subnormal is due.
  const isForgiven = (flushes.inputs || flushes.results) && forgiven !== worst;
  return `${grade} ${worst}${isForgiven ? ` (${forgiven} ftz)` : ''}`;
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

/** op × pass rows, backend columns: grade and worst error of each kernel. */
export function gradeLayout(report: Report): TableLayout {
  const judged = [...report.findings, ...report.profiles];
  const backends = backendsOf(report, judged);
  return {
    labels: ['kernel'],
    columns: backends.map(sanitize),
    rows: kernelsOf(judged).map((kernel) => ({
      labels: [kernelLabel(kernel)],
      cells: backends.map((backend) => gradeCell(report, { ...kernel, backend })),
    })),
    align: 'left',
  };
}

export const gradeTitle = 'Conformance: grade and worst error in ULP';

/** What the words in the cells mean. */
export function gradeLegend({ rows }: TableLayout): string {
  const legend =
    'AAA: every must and should, correctly rounded · AA: every must and should · A: every must · F: not';
  const forgiven = rows.some(({ cells }) => cells.some(({ text }) => text.includes(' ftz)')));
  return forgiven ? `${legend} · ftz: with flushing forgiven` : legend;
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
