import type { BackendEntry, Report, Summary } from '@rectify/record';
import { plain, wrap } from '../plain.ts';
import type { RenderOptions } from '../render.ts';
import { behaviourTable } from './behaviours.ts';
import { findingSections, unsupportedSection } from './findings.ts';
import { gradeTable } from './kernels.ts';
import { speedTables, untimedSections } from './speed.ts';

const threadsText = (threads: number): string =>
  `${threads}\u00a0thread${threads === 1 ? '' : 's'}`;

/** What the numbers were made with: command, seed, machine. */
function receipt({ run }: Report, { width, paint }: RenderOptions): readonly string[] {
  const { cpu, platform, arch, osRelease, libc, node, v8, threads } = run.environment;
  const asked = [
    `spec ${run.spec}`,
    run.command,
    `depth ${run.depth}`,
    `seed ${run.seed}`,
    run.started,
  ];
  const machine = [
    `${cpu.model}, ${cpu.cores} core${cpu.cores === 1 ? '' : 's'}${cpu.isa.length === 0 ? '' : ` (${cpu.isa.join(' ')})`}`,
    [platform, arch, osRelease, ...(libc === null ? [] : [libc])].join(' '),
    `Node ${node}, V8 ${v8}`,
    threadsText(threads),
  ];
  return [
    ...(run.interrupted ? [paint('warn', 'Interrupted: this is what was finished.')] : []),
    ...[asked, machine].flatMap((parts) =>
      wrap(plain(parts.join(' · ')), width, '').map((line) => paint('quiet', line)),
    ),
  ];
}

function backendLines(
  one: BackendEntry,
  widest: number,
  { width, paint }: RenderOptions,
): readonly string[] {
  const { name, runtime, version, device, threads, available, note } = one;
  const text = available
    ? [
        `${name ?? runtime} ${version ?? ''}`.trim(),
        ...(device === null ? [] : [device]),
        ...(threads === null ? [] : [threadsText(threads)]),
      ].join(' · ')
    : `not available${note === null ? '' : `: ${note}`}`;
  const [head = '', ...rest] = wrap(plain(text), width - widest - 4, '');
  const lines = [
    `  ${plain(one.id).padEnd(widest)}  ${head}`,
    ...rest.map((line) => ' '.repeat(widest + 4) + line),
  ];
  return lines.map((line) => paint(available ? 'quiet' : 'warn', line));
}

function summaryLine(summary: Summary, { paint }: RenderOptions): string {
  const { pass, fail, known, stale, skip, error } = summary;
  const bad = (count: number, name: string): string =>
    count === 0 ? `${count} ${name}` : paint('bad', `${count} ${name}`);
  return [
    paint('good', `${pass} pass`),
    bad(fail, 'fail'),
    known === 0 ? '0 known' : paint('warn', `${known} known`),
    bad(stale, 'stale'),
    `${skip} skip`,
    bad(error, 'error'),
  ].join(' · ');
}

/** For people: grades at a glance, what is wrong and how to see it again, then speed. */
export function pretty(report: Report, options: RenderOptions): string {
  const widest = Math.min(Math.max(0, ...report.backends.map(({ id }) => plain(id).length)), 30);
  const sections = [
    receipt(report, options),
    report.backends.flatMap((one) => backendLines(one, widest, options)),
    gradeTable(report, options),
    ...findingSections(report, options),
    unsupportedSection(report, options),
    behaviourTable(report, options),
    ...speedTables(report, options),
    ...untimedSections(report, options),
    report.findings.length === 0 ? [] : [summaryLine(report.summary, options)],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
