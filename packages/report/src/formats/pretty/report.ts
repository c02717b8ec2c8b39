import type { BackendEntry, Outcome, Report, Summary } from '@rectify/record';
import { behaviourTable } from '../../tables/behaviours.ts';
import { gradeTable } from '../../tables/grades.ts';
import { roofline } from '../../tables/roofline.ts';
import { speedTables } from '../../tables/speed.ts';
import { depthText } from '../../words/coverage.ts';
import { joinSections, wrap } from '../../words/lines.ts';
import type { RenderOptions } from '../../words/render-options.ts';
import { sanitize } from '../../words/sanitize.ts';
import type { Tone } from '../../words/style.ts';
import { styledLines } from '../../words/styled-lines.ts';
import { summaryTexts } from '../../words/summary-text.ts';
import { findingSections } from './findings.ts';
import { cautionSection, pairSection, unsupportedSection, untimedSections } from './remarks.ts';

const threadsText = (threads: number): string =>
  `${threads}\u00a0thread${threads === 1 ? '' : 's'}`;

/** What the numbers were made with: command, seed, machine. */
function receipt({ run }: Report, options: RenderOptions): readonly string[] {
  const { cpu, platform, arch, osRelease, libc, node, v8, threads } = run.environment;
  const asked = [`spec ${run.spec}`, run.command, depthText(run), `seed ${run.seed}`, run.started];
  const machine = [
    `${cpu.model}, ${cpu.cores} core${cpu.cores === 1 ? '' : 's'}${cpu.isa.length === 0 ? '' : ` (${cpu.isa.join(' ')})`}`,
    [platform, arch, osRelease, ...(libc === null ? [] : [libc])].join(' '),
    `Node ${node}, V8 ${v8}`,
    threadsText(threads),
  ];
  return [
    ...(run.interrupted ? [options.style('warn', 'Interrupted: this is what was finished.')] : []),
    ...[asked, machine].flatMap((parts) =>
      styledLines('quiet', sanitize(parts.join(' · ')), options, ''),
    ),
  ];
}

function backendLines(
  one: BackendEntry,
  widest: number,
  { width, style }: RenderOptions,
): readonly string[] {
  const { name, runtime, version, device, threads, available, note } = one;
  const text = available
    ? [
        `${name ?? runtime} ${version ?? ''}`.trim(),
        ...(device === null ? [] : [device]),
        ...(threads === null ? [] : [threadsText(threads)]),
      ].join(' · ')
    : `not available${note === null ? '' : `: ${note}`}`;
  const [head = '', ...rest] = wrap(sanitize(text), width - widest - 4, '');
  const lines = [
    `  ${sanitize(one.id).padEnd(widest)}  ${head}`,
    ...rest.map((line) => ' '.repeat(widest + 4) + line),
  ];
  return lines.map((line) => style(available ? 'quiet' : 'warn', line));
}

const tones: Readonly<Partial<Record<Outcome, Tone>>> = {
  fail: 'bad',
  known: 'warn',
  stale: 'bad',
  error: 'bad',
};

function summaryLine(summary: Summary, { style }: RenderOptions): string {
  const shown = summaryTexts(summary).map(([outcome, text]) => {
    if (outcome === 'pass') return style('good', text);
    const tone = summary[outcome] === 0 ? undefined : tones[outcome];
    return tone === undefined ? text : style(tone, text);
  });
  return shown.join(' · ');
}

/** For people: grades at a glance, what is wrong and how to see it again, then speed. */
export function reportText(report: Report, options: RenderOptions): string {
  const widest = Math.min(Math.max(0, ...report.backends.map(({ id }) => sanitize(id).length)), 30);
  return joinSections([
    receipt(report, options),
    report.backends.flatMap((one) => backendLines(one, widest, options)),
    gradeTable(report, options),
    pairSection(report, options),
    ...findingSections(report, options),
    unsupportedSection(report, options),
    behaviourTable(report, options),
    ...speedTables(report, options),
    roofline(report, options),
    cautionSection(report, options),
    ...untimedSections(report, options),
    report.findings.length === 0 ? [] : [summaryLine(report.summary, options)],
  ]);
}
