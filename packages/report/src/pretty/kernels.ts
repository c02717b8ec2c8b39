import type { KernelRequest } from '@rectify/backend';
import type { Finding, Profile, Report } from '@rectify/record';
import { opIds, passes } from '@rectify/spec';
import type { Cell } from './grid.ts';
import { showUlp } from '../decimal.ts';
import { plain, wrap } from '../plain.ts';
import type { RenderOptions } from '../render.ts';
import type { Grid } from './grid.ts';
import { layOut } from './grid.ts';

/** How a kernel is called in the first columns of a table; float32 goes without saying. */
export function kernelLabel({ op, pass, dtype }: KernelRequest): string {
  return dtype === 'float32' ? `${op} ${pass}` : `${op} ${pass} ${dtype}`;
}

const place = ({ op, pass }: KernelRequest): number =>
  opIds.indexOf(op) * passes.length + passes.indexOf(pass);

/** The kernels of some entries, each once, in the order of the specification. */
export function kernelsOf(entries: readonly KernelRequest[]): readonly KernelRequest[] {
  const kernels = new Map(entries.map((one) => [kernelLabel(one), one]));
  return [...kernels.values()].toSorted((a, b) => place(a) - place(b));
}

/** The backends of some entries, in the order of the report. */
export function backendsOf(
  report: Report,
  entries: readonly { readonly backend: string }[],
): readonly string[] {
  const present = new Set(entries.map(({ backend }) => backend));
  const listed = report.backends.map(({ id }) => id).filter((id) => present.has(id));
  return [...new Set([...listed, ...present])];
}

function gradeText(profile: Profile): string {
  const { grade, maxUlp, maxUlpForgiven } = profile;
  const forgiven = showUlp(maxUlpForgiven);
  const worst = showUlp(maxUlp);
  return `${grade} ${worst}${forgiven === worst ? '' : ` (${forgiven} ftz)`}`;
}

/** Some clauses are no ground for a grade: their worst outcome is what there is to say. */
function withoutGrade(findings: readonly Finding[]): Cell {
  const worst = (['fail', 'stale', 'known', 'pass', 'skip'] as const).find((outcome) =>
    findings.some((one) => one.outcome === outcome),
  );
  if (worst === undefined) return { text: '', tone: null };
  const tones = { fail: 'bad', stale: 'bad', known: 'warn', pass: 'good', skip: 'quiet' } as const;
  return { text: worst, tone: tones[worst] };
}

/** What the findings of a kernel say where there is no profile. */
function withoutProfile(findings: readonly Finding[]): Cell {
  if (findings.some(({ outcome }) => outcome === 'error')) return { text: 'error', tone: 'bad' };
  const unsupported = findings.find(({ verdict }) => verdict === 'unsupported');
  if (unsupported === undefined) return withoutGrade(findings);
  const reason = /^no-\w+/.exec(unsupported.message ?? '')?.[0] ?? 'unsupported';
  return { text: `– ${reason}`, tone: 'quiet' };
}

/** The letter says what the kernel meets, the tone whether that was known. */
export function gradeCell(report: Report, backend: string, kernel: KernelRequest): Cell {
  const label = kernelLabel(kernel);
  const own = (one: KernelRequest & { readonly backend: string }): boolean =>
    one.backend === backend && kernelLabel(one) === label;
  const findings = report.findings.filter(own);
  const profile = report.profiles.find(own);
  if (profile === undefined) return withoutProfile(findings);
  const text = gradeText(profile);
  const outcomes = new Set(findings.map(({ outcome }) => outcome));
  if (outcomes.has('error')) return { text: `${text} error`, tone: 'bad' };
  if (outcomes.has('fail') || outcomes.has('stale')) return { text, tone: 'bad' };
  return { text, tone: outcomes.has('known') ? 'warn' : 'good' };
}

/** op × pass rows, backend columns: grade and worst error of each kernel. */
export function gradeGrid(report: Report): Grid {
  const judged = [...report.findings, ...report.profiles];
  const backends = backendsOf(report, judged);
  return {
    labels: ['kernel'],
    columns: backends.map(plain),
    rows: kernelsOf(judged).map((kernel) => ({
      labels: [kernelLabel(kernel)],
      cells: backends.map((backend) => gradeCell(report, backend, kernel)),
    })),
    align: 'left',
  };
}

export const gradeTitle = 'Conformance: grade and worst error in ULP';

/** What the words in the cells mean. */
export function gradeLegend({ rows }: Grid): string {
  const legend =
    'AAA: every must and should, correctly rounded · AA: every must and should · A: every must · F: not';
  const forgiven = rows.some(({ cells }) => cells.some(({ text }) => text.includes(' ftz)')));
  return forgiven ? `${legend} · ftz: with flushing forgiven` : legend;
}

/** The grades, with their legend. */
export function gradeTable(report: Report, options: RenderOptions): readonly string[] {
  const grid = gradeGrid(report);
  if (grid.rows.length === 0) return [];
  return [
    options.paint('title', gradeTitle),
    ...layOut(grid, options),
    ...wrap(gradeLegend(grid), options.width, '  ').map((line) => options.paint('quiet', line)),
  ];
}
