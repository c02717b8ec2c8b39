import type { Finding } from '@rectify/record';
import { clauses } from '@rectify/spec';
import { showFloat, showUlp } from './decimals.ts';
import { sanitize } from './sanitize.ts';
import type { Statement } from './statement.ts';
import { statementOf } from './statement.ts';
import { formatWitness } from './witness.ts';

/** The witness of a finding in decimal and bits, for `wrap`: `x = -104 0xc2d00000 → got 0 0x00000000, due 1e-45 0x00000001`. */
export function showWitness({ dtype, witness }: Finding): string | undefined {
  if (witness === null) return undefined;
  const { x, dy, got, due, ulp, lane, note } = witness;
  const float = (hex: string): string => showFloat(dtype, hex).replace(' ', '\u00a0');
  const inputs = `x\u00a0=\u00a0${float(x)}${dy === null ? '' : `, dy\u00a0=\u00a0${float(dy)}`}`;
  const results = [
    got === null ? 'nothing came back' : `got\u00a0${float(got)}`,
    ...(due === null ? [] : [`due\u00a0${float(due)}`]),
    ...(ulp === null ? [] : [`${showUlp(ulp)}\u00a0ULP`]),
    ...(lane === null ? [] : [`at ${lane.index} of length ${lane.length}, offset ${lane.offset}`]),
    ...(note === null ? [] : [sanitize(note)]),
  ];
  return `${inputs} → ${results.join(', ')}`;
}

/** How many of the tested inputs violate, and the worst error among them. */
export function countText({ violations, tested, maxUlp }: Finding): string {
  const worst = maxUlp === null ? '' : `, worst ${showUlp(maxUlp)} ULP`;
  return `${violations} of ${tested}${worst}`;
}

const shellQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The command that runs the witness of a finding again; null where it has none. */
export function reproCommand(finding: Finding): string | null {
  const { witness } = finding;
  return witness === null
    ? null
    : `rectify repro ${shellQuoted(sanitize(formatWitness({ ...finding, ...witness })))}`;
}

function witnessLines(finding: Finding): readonly string[] {
  const shown = showWitness(finding)?.replaceAll('\u00a0', ' ');
  return shown === undefined ? [] : [shown];
}

function demandLines({ clause }: Finding): readonly string[] {
  const text = clauses.find(({ id }) => id === clause)?.text;
  return text === undefined ? [] : [sanitize(text)];
}

/** Why a deviation does not excuse a finding. */
const messageLines = ({ message }: Finding): readonly string[] =>
  message === null ? [] : [sanitize(message)];

function deviationText({ deviation }: Finding): Statement {
  const url = deviation?.url ?? null;
  return {
    title: sanitize(deviation?.reason ?? ''),
    lines: url === null ? [] : [sanitize(url)],
  };
}

function skipped(finding: Finding): Statement {
  const { verdict, behaviour, message, level } = finding;
  if (verdict === 'unsupported') return statementOf(message ?? 'not supported');
  const shown = behaviour === null ? `violated by ${countText(finding)}` : sanitize(behaviour);
  return { title: `${shown} (${level}: not judged here)`, lines: witnessLines(finding) };
}

/** What a finding says. */
export function findingText(finding: Finding): Statement {
  switch (finding.outcome) {
    case 'pass':
      return { title: `conforms in ${finding.tested}`, lines: [] };
    case 'fail':
      return {
        title: `violated by ${countText(finding)}`,
        lines: [...messageLines(finding), ...demandLines(finding), ...witnessLines(finding)],
      };
    case 'known': {
      const { title, lines } = deviationText(finding);
      return {
        title,
        lines: [...lines, `violated by ${countText(finding)}`, ...witnessLines(finding)],
      };
    }
    case 'stale': {
      const { title, lines } = deviationText(finding);
      return finding.message === null
        ? {
            title: `conforms in ${finding.tested}, so that this is no longer true: ${title}`,
            lines,
          }
        : { title: sanitize(finding.message), lines: [title, ...lines] };
    }
    case 'skip':
      return skipped(finding);
    case 'error':
      return statementOf(finding.message ?? 'no message');
    default:
      return finding.outcome satisfies never;
  }
}
