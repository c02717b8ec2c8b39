import type { Location } from '@rectify/backend';
import { kernelKey, kernelTitle, withDType } from '@rectify/backend';
import type { Finding, Report } from '@rectify/record';
import type { NonEmpty } from '../../groups.ts';
import { groupsOf } from '../../groups.ts';
import { countText, reasonText, reproCommand, showWitness } from '../../words/finding-text.ts';
import { wrap, wrapHanging } from '../../words/lines.ts';
import type { ListedOutcome } from '../../words/outcome-titles.ts';
import { failing, outcomeTitles } from '../../words/outcome-titles.ts';
import type { RenderOptions } from '../../words/render-options.ts';
import { sanitize } from '../../words/sanitize.ts';
import type { Sharing } from '../../words/shared-reason.ts';
import { sharedReasons } from '../../words/shared-reason.ts';
import { seedLines } from '../../words/seed-text.ts';
import { styledLines } from '../../words/styled-lines.ts';

/** The report that findings are shown in. */
interface Within {
  readonly report: Report;
  readonly sharing: Sharing;
}

const clauseText = ({ clause, dtype, level }: Finding): string =>
  `${withDType(sanitize(clause), dtype)} (${level})`;

const placeText = ({ file, line }: Location): string => sanitize(`${file}:${line}`);

/** Why a deviation does not excuse a failure, and where it stands. */
function objectionLines({ message, location }: Finding, width: number): readonly string[] {
  if (message === null) return [];
  const place = location === undefined ? '' : `: ${placeText(location)}`;
  return wrap(`${sanitize(message)}${place}`, width, '    ');
}

function failureLines(
  [finding]: NonEmpty<Finding>,
  options: RenderOptions,
  { report }: Within,
): readonly string[] {
  const { width, style } = options;
  const repro = reproCommand(finding, report);
  const shown = showWitness(finding);
  const head = `${sanitize(finding.backend)} ${clauseText(finding)}: ${countText(finding)}`;
  return [
    ...styledLines('bad', head, options),
    ...objectionLines(finding, width),
    ...(shown === undefined ? [] : wrap(shown, width, '    ')),
    ...(repro === null ? [] : [style('quiet', `    ${repro}`)]),
  ];
}

/** The reason once, then a line for each clause. */
function deviationLines(
  findings: NonEmpty<Finding>,
  options: RenderOptions,
  { sharing }: Within,
): readonly string[] {
  const [first] = findings;
  const { backend, deviation } = first;
  const shared = sharing(first);
  const url = deviation?.url ?? null;
  return [
    ...styledLines('warn', `${sanitize(backend)}: ${reasonText(deviation)}`, options),
    ...(url === null ? [] : [options.style('quiet', `  ${sanitize(url)}`)]),
    ...(shared === null ? [] : wrap(shared, options.width, '  ')),
    ...findings.flatMap((finding) => {
      const shown = showWitness(finding);
      const texts = [
        clauseText(finding),
        countText(finding),
        ...(shown === undefined ? [] : [shown]),
      ];
      return wrapHanging(texts.join(' · '), options.width, '    ');
    }),
  ];
}

/** An error, with the clauses that have no verdict because of it. */
function errorLines(findings: NonEmpty<Finding>, options: RenderOptions): readonly string[] {
  const [first] = findings;
  const clauses = findings
    .map(({ clause }) => sanitize(clause.split('/').at(-1) ?? clause))
    .join(', ');
  const head = `${sanitize(first.backend)} ${kernelTitle(first)}: ${sanitize(first.message ?? 'no message')}`;
  return [
    ...styledLines('bad', head, options),
    ...wrap(`no verdict on: ${clauses}`, options.width, '    '),
  ];
}

function staleLines([finding]: NonEmpty<Finding>, options: RenderOptions): readonly string[] {
  const { backend, deviation, location, message, tested } = finding;
  const why = sanitize(message ?? `conforms in ${tested}`);
  const text = `${sanitize(backend)} ${clauseText(finding)}: ${why}, so that this is no longer true: ${reasonText(deviation)}`;
  const url = deviation?.url ?? null;
  return [
    ...styledLines('bad', text, options),
    ...(url === null ? [] : [options.style('quiet', `    ${sanitize(url)}`)]),
    ...(location === undefined ? [] : [`    delete it: ${placeText(location)}`]),
  ];
}

/** How findings of an outcome are shown: those that share a key together. */
interface OutcomeListing {
  readonly key: (finding: Finding, index: number) => unknown;
  readonly lines: (
    findings: NonEmpty<Finding>,
    options: RenderOptions,
    within: Within,
  ) => readonly string[];
}

const alone: OutcomeListing['key'] = (_, index) => index;

const listings: Readonly<Record<ListedOutcome, OutcomeListing>> = {
  fail: { key: alone, lines: failureLines },
  error: { key: (one) => JSON.stringify([kernelKey(one), one.message]), lines: errorLines },
  stale: { key: alone, lines: staleLines },
  known: {
    key: ({ backend, deviation }) => JSON.stringify([backend, deviation]),
    lines: deviationLines,
  },
};

/** Failures, errors, stale and known deviations: a section for each that there is. */
export function findingSections(
  report: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const { run, findings } = report;
  const within = { report, sharing: sharedReasons(findings) };
  return outcomeTitles.map(([outcome, title]) => {
    const own = findings.filter((finding) => finding.outcome === outcome);
    if (own.length === 0) return [];
    const { key, lines } = listings[outcome];
    return [
      options.style('title', `${title} (${own.length})`),
      // Not wrapped: it is there to be copied.
      ...(failing.includes(outcome) ? seedLines(run) : []).map((line) =>
        options.style('quiet', `  ${line}`),
      ),
      ...groupsOf(own, key).flatMap((group) => lines(group, options, within)),
      ...(outcome === 'stale' && own.some(({ location }) => location?.entry !== undefined)
        ? ['  --prune-expectations takes what stands in the file out of it']
        : []),
    ];
  });
}
