import type { Location } from '@rectify/backend';
import type { Finding, Report } from '@rectify/record';
import { countText, reproCommand, showWitness } from '../describe.ts';
import { plain, wrap } from '../plain.ts';
import type { RenderOptions } from '../render.ts';
import { kernelLabel } from './kernels.ts';

const clauseText = ({ clause, dtype, level }: Finding): string =>
  `${plain(clause)} ${dtype === 'float32' ? '' : `${dtype} `}(${level})`;

const placeText = ({ file, line }: Location): string => plain(`${file}:${line}`);

/** Why a deviation does not excuse a failure, and where it stands. */
function objectionLines({ message, location }: Finding, width: number): readonly string[] {
  if (message === null) return [];
  const place = location === undefined ? '' : `: ${placeText(location)}`;
  return wrap(`${plain(message)}${place}`, width, '    ');
}

function failureLines(finding: Finding, { width, paint }: RenderOptions): readonly string[] {
  const { backend } = finding;
  const repro = reproCommand(finding);
  const shown = showWitness(finding);
  const head = `${plain(backend)} ${clauseText(finding)}: ${countText(finding)}`;
  return [
    ...wrap(head, width, '  ').map((line) => paint('bad', line)),
    ...objectionLines(finding, width),
    ...(shown === undefined ? [] : wrap(shown, width, '    ')),
    ...(repro === null ? [] : [paint('quiet', `    ${repro}`)]),
  ];
}

/** Findings that share backend, reason and link: the reason once, then a line for each clause. */
function deviationLines(
  findings: readonly Finding[],
  { width, paint }: RenderOptions,
): readonly string[] {
  const [first] = findings;
  const reason = plain(first?.deviation?.reason ?? '');
  const url = first?.deviation?.url ?? null;
  return [
    ...wrap(`${plain(first?.backend ?? '')}: ${reason}`, width, '  ').map((line) =>
      paint('warn', line),
    ),
    ...(url === null ? [] : [paint('quiet', `  ${plain(url)}`)]),
    ...findings.flatMap((finding) => {
      const shown = showWitness(finding);
      const [head, ...rest] = wrap(
        [clauseText(finding), countText(finding), ...(shown === undefined ? [] : [shown])].join(
          ' · ',
        ),
        width - 2,
        '    ',
      );
      return [head ?? '', ...rest.map((line) => `  ${line}`)];
    }),
  ];
}

const byReason = (one: Finding): string =>
  JSON.stringify([one.backend, one.deviation?.reason, one.deviation?.url]);

/** Errors that share backend, kernel and message, with the clauses that have no verdict because of it. */
function errorLines(
  findings: readonly Finding[],
  { width, paint }: RenderOptions,
): readonly string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const { backend, op, pass, dtype, message } = first;
  const clauses = findings
    .map(({ clause }) => plain(clause.split('/').at(-1) ?? clause))
    .join(', ');
  return [
    ...wrap(
      `${plain(backend)} ${op}/${pass} ${dtype}: ${plain(message ?? 'no message')}`,
      width,
      '  ',
    ).map((line) => paint('bad', line)),
    ...wrap(`no verdict on: ${clauses}`, width, '    '),
  ];
}

const byError = (one: Finding): string =>
  JSON.stringify([one.backend, one.op, one.pass, one.dtype, one.message]);

function staleLines(finding: Finding, { width, paint }: RenderOptions): readonly string[] {
  const { backend, deviation, location, message, tested } = finding;
  const why = plain(message ?? `conforms in ${tested}`);
  const text = `${plain(backend)} ${clauseText(finding)}: ${why}, so that this is no longer true: ${plain(deviation?.reason ?? '')}`;
  const url = deviation?.url ?? null;
  return [
    ...wrap(text, width, '  ').map((line) => paint('bad', line)),
    ...(url === null ? [] : [paint('quiet', `    ${plain(url)}`)]),
    ...(location === undefined ? [] : [`    delete it: ${placeText(location)}`]),
  ];
}

/** Kernels that a backend does not have for one reason. */
function unsupportedLines(findings: readonly Finding[], width: number): readonly string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const kernels = [...new Set(findings.map(kernelLabel))].join(', ');
  const text = `${plain(first.backend)} has no ${kernels}: ${plain(first.message ?? 'no reason given')}`;
  const [head = '', ...rest] = wrap(text, width - 2, '  ');
  return [head, ...rest.map((line) => `  ${line}`)];
}

/** Kernels that backends do not have, and why. */
export function unsupportedSection(
  report: Report,
  { width, paint }: RenderOptions,
): readonly string[] {
  const findings = report.findings.filter(({ verdict }) => verdict === 'unsupported');
  if (findings.length === 0) return [];
  const groups = Map.groupBy(findings, ({ backend, message }) =>
    JSON.stringify([backend, message]),
  );
  return [
    paint('title', 'Not supported'),
    ...[...groups.values()].flatMap((group) => unsupportedLines(group, width)),
  ];
}

/** Failures, errors, stale and known deviations: a section for each that there is. */
export function findingSections(
  report: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const having = (outcome: Finding['outcome']): readonly Finding[] =>
    report.findings.filter((finding) => finding.outcome === outcome);
  const section = (
    title: string,
    findings: readonly Finding[],
    lines: readonly string[],
  ): readonly string[] =>
    findings.length === 0
      ? []
      : [options.paint('title', `${title} (${findings.length})`), ...lines];
  const [failed, errors, stale, known] = [
    having('fail'),
    having('error'),
    having('stale'),
    having('known'),
  ];
  return [
    section(
      'Failures',
      failed,
      failed.flatMap((one) => failureLines(one, options)),
    ),
    section(
      'Errors',
      errors,
      [...Map.groupBy(errors, byError).values()].flatMap((group) => errorLines(group, options)),
    ),
    section(
      'Stale deviations',
      stale,
      stale.flatMap((one) => staleLines(one, options)),
    ),
    section(
      'Known deviations',
      known,
      [...Map.groupBy(known, byReason).values()].flatMap((group) => deviationLines(group, options)),
    ),
  ];
}
