import { suiteError, usualDType } from '@rectify/backend';
import { exitCodes } from '@rectify/record';
import { wrap } from '@rectify/report';
import type { Clause } from '@rectify/spec';
import { aligned } from '../aligned.ts';
import { backendNames, clauseName } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { judgeHere } from '../judge-here.ts';
import { standing } from '../standing.ts';
import { terminal } from '../terminal.ts';

function heading(clause: Clause): string {
  const { width, style } = terminal();
  const { id, level, text, rationale, sources } = clause;
  const paragraph = (lines: string): string => `${wrap(lines, width, '  ').join('\n')}\n`;
  return [
    `${style('title', id)} (${level})\n\n${paragraph(text)}`,
    `${style('title', 'Why')}\n${paragraph(rationale)}`,
    `${style('title', 'Sources')}\n${sources.map(({ title, section, url }) => paragraph(`${title}, ${section} ${url}`)).join('')}`,
  ].join('\n');
}

export const why = defineCommand({
  about: 'what a clause says, whence, and who meets it here',
  arguments: [clauseName, backendNames],
  examples: [['rectify why sigmoid/forward/tail tfjs-cpu', 'and whether tfjs-cpu meets it']],
  async run([clause, names], _, { signal }) {
    process.stdout.write(heading(clause));
    const { op, pass } = clause;
    const { findings, absent, interrupted } = await judgeHere(names, {
      requests: [{ op, pass, dtype: usualDType }],
      clauses: [clause],
      level: 'should',
      timeoutMs: 30_000,
      signal,
    });
    const rows = [
      ...findings.map((one) => ({ head: [one.backend], text: standing(one) })),
      ...absent.map((one) => ({ head: [one.id], text: `not available: ${one.note ?? ''}` })),
    ];
    const { style } = terminal();
    process.stdout.write(`\n${style('title', 'Here')}, at smoke depth\n${aligned(rows, '  ')}`);
    const [unjudged] = findings.filter(({ verdict }) => verdict === 'unsupported');
    if (names.length > 0 && unjudged !== undefined && !interrupted)
      throw suiteError('NOTHING_JUDGED', `${unjudged.backend}: ${unjudged.message}`, {
        hint: 'rectify why CLAUSE alone shows who has it',
      });
    return interrupted ? exitCodes.interrupted : exitCodes.fine;
  },
});
