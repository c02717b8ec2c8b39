import type { Finding } from '@rectify/conformance';
import { showWitness, wrap } from '@rectify/report';
import { verify } from '@rectify/runner';
import type { Clause } from '@rectify/spec';
import { findBackends } from '../present.ts';
import { openProgress } from '../progress.ts';
import { aligned } from '../rows.ts';
import { clauseOf } from '../selection.ts';
import { exitCodes } from '../suite.ts';
import { terminal } from '../terminal.ts';

const seed = 1;
const timeoutMs = 30_000;

/** Whether a clause is met, on one line. */
export function standing(finding: Finding): string {
  const { outcome, verdict, behaviour, message, violations, tested } = finding;
  const shown = showWitness(finding);
  const known = outcome === 'known' ? ' (a known deviation)' : '';
  switch (verdict) {
    case 'conforms':
      return `${behaviour ?? 'meets it'} · ${tested} inputs`;
    case 'violates':
      return `does not meet it${known} · ${violations} of ${tested} inputs${shown === undefined ? '' : ` · ${shown}`}`;
    case 'unsupported':
    case 'errored':
      return `${verdict}: ${message ?? ''}`;
    default:
      return verdict satisfies never;
  }
}

function heading(clause: Clause): string {
  const { width, paint } = terminal();
  const { id, level, text, rationale, sources } = clause;
  const paragraph = (lines: string): string => `${wrap(lines, width, '  ').join('\n')}\n`;
  return [
    `${paint('title', id)} (${level})\n\n${paragraph(text)}`,
    `${paint('title', 'Why')}\n${paragraph(rationale)}`,
    `${paint('title', 'Sources')}\n${sources.map(({ title, section, url }) => paragraph(`${title}, ${section} ${url}`)).join('')}`,
  ].join('\n');
}

/**
 * Prints a clause, and who meets it here: judged at smoke depth.
 * @throws SuiteError CLAUSE_UNKNOWN
 */
export async function why(
  id: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const clause = clauseOf(id);
  process.stdout.write(heading(clause));
  const { op, pass } = clause;
  const progress = openProgress();
  progress.stage('judging');
  const common = { threads: 1, timeoutMs, signal };
  try {
    const { refs, absent } = await findBackends(names, common);
    const { findings, interrupted } = await verify({
      ...common,
      backends: refs,
      requests: [{ op, pass, dtype: 'float32' }],
      clauses: [clause],
      depth: 'smoke',
      seed,
      level: 'should',
      on: (event) => progress.on(event),
    });
    progress.stop();
    const rows = [
      ...findings.map((one) => ({ head: [one.backend], text: standing(one) })),
      ...absent.map((one) => ({ head: [one.id], text: `not available: ${one.note ?? ''}` })),
    ];
    const { paint } = terminal();
    process.stdout.write(`\n${paint('title', 'Here')}, at smoke depth\n${aligned(rows, '  ')}`);
    return interrupted ? exitCodes.interrupted : exitCodes.fine;
  } finally {
    progress.stop();
  }
}
