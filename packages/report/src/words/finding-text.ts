import type { DType } from '@rectify/float';
import type { Finding, Lane, OtherResult, Report, Witness } from '@rectify/record';
import { clauses } from '@rectify/spec';
import { isFindingSampled, showGreatest } from './coverage.ts';
import { showFloat, showUlp } from './decimals.ts';
import { sanitize } from './sanitize.ts';
import { shellQuoted } from './shell.ts';
import type { Statement } from './statement.ts';
import { statementOf } from './statement.ts';
import { addressOf, isOtherInput } from './witness-address.ts';
import type { InputBits } from './witness.ts';
import { formatWitness } from './witness.ts';

const floatText = (dtype: DType, hex: string): string =>
  showFloat(dtype, hex).replace(' ', '\u00a0');

function inputsText(dtype: DType, { x, dy }: InputBits): string {
  const upstream = dy === null ? '' : `, dy\u00a0=\u00a0${floatText(dtype, dy)}`;
  return `x\u00a0=\u00a0${floatText(dtype, x)}${upstream}`;
}

/** So many of the elements of a call are named. */
const namedElements = 3;

function laneText(dtype: DType, { length, index, offset, others = [] }: Lane): string {
  const named = others
    .slice(0, namedElements)
    .map((one) => `${inputsText(dtype, one)} at ${one.index}`);
  const more = others.length - named.length;
  const rest = more === 0 ? named : [...named, `${more} more`];
  const beside = rest.length === 0 ? '' : `, with ${rest.join(', ')}`;
  return `at ${index} of length ${length}, offset ${offset}${beside}`;
}

function resultTexts(dtype: DType, { got, due, ulp, lane }: OtherResult): readonly string[] {
  return [
    got === null ? 'nothing came back' : `got\u00a0${floatText(dtype, got)}`,
    ...(due === null ? [] : [`due\u00a0${floatText(dtype, due)}`]),
    ...(ulp === null ? [] : [`${showUlp(ulp)}\u00a0ULP`]),
    ...(lane === undefined ? [] : [laneText(dtype, lane)]),
  ];
}

/** The other result of a clause about two, after a semicolon: of the same input only what came back. */
function otherText(dtype: DType, witness: Witness): string {
  const { other, calls = 1 } = witness;
  if (other === undefined) return '';
  const results = resultTexts(dtype, other);
  if (isOtherInput(witness))
    return `; beside it ${inputsText(dtype, other)} → ${results.join(', ')}`;
  return `; ${calls === 1 ? 'alone' : 'by another such call'} ${results.join(', ')}`;
}

/**
 * The witness of a finding in decimal and bits, for `wrap`: `x = -104 0xc2d00000 → got 0 0x00000000, due 1e-45 0x00000001`, and
 * the other input of a clause about two.
 */
export function showWitness({ dtype, witness }: Finding): string | undefined {
  if (witness === null) return undefined;
  const { lane, note, ...result } = witness;
  const results = [
    ...resultTexts(dtype, lane === null ? result : { ...result, lane }),
    ...(note === null ? [] : [sanitize(note)]),
  ];
  return `${inputsText(dtype, witness)} → ${results.join(', ')}${otherText(dtype, witness)}`;
}

/** How many of the tested inputs violate, and the worst error among them. */
export function countText(finding: Finding): string {
  const { violations, tested, maxUlp } = finding;
  const worst =
    maxUlp === null ? '' : `, worst ${showGreatest(maxUlp, isFindingSampled(finding))} ULP`;
  return `${violations} of ${tested}${worst}`;
}

/** What a command that shows something again must know of the report. */
export type Surroundings = Pick<Report, 'run' | 'backends'>;

/** The command that shows a violation again; null where there is none. */
export function reproCommand(finding: Finding, { run, backends }: Surroundings): string | null {
  const address = addressOf(finding);
  if (address === null) return null;
  const { argument } = backends.find(({ id }) => id === finding.backend) ?? {};
  const words = [formatWitness(address), ...(argument === undefined ? [] : [argument])];
  const { threads } = run.environment;
  return [
    'rectify repro',
    ...words.map((word) => shellQuoted(sanitize(word))),
    ...(threads === 1 ? [] : [`--threads ${threads}`]),
  ].join(' ');
}

function witnessLines(finding: Finding): readonly string[] {
  const shown = showWitness(finding)?.replaceAll('\u00a0', ' ');
  return shown === undefined ? [] : [shown];
}

function demandLines({ clause }: Finding): readonly string[] {
  const text = clauses.find(({ id }) => id === clause)?.text;
  return text === undefined ? [] : [sanitize(text)];
}

/** What is said of deviations that are a claim. */
export const claim = 'listed by the backend itself';

/** Why a deviation does not excuse a finding. */
const messageLines = ({ message }: Finding): readonly string[] =>
  message === null ? [] : [sanitize(message)];

/** Why a finding is known, and whether that is what the backend says of itself. */
export function reasonText(deviation: Finding['deviation']): string {
  const reason = sanitize(deviation?.reason ?? '');
  return deviation?.listedBy === 'backend' ? `${reason} (${claim})` : reason;
}

function deviationText({ deviation }: Finding): Statement {
  const url = deviation?.url ?? null;
  return {
    title: reasonText(deviation),
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
