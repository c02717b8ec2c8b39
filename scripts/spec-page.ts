import { passName } from '@rectify/backend';
import { type Clause, clauses, opIds, ops, passes, specVersion } from '@rectify/spec';

const intro = `# Specification

Version ${specVersion}. Generated from \`packages/spec\` by \`pnpm generate\`; do not edit.

Every clause is one checkable statement. **must**: standards or mathematics leave no choice. **should**: quality that users
rely on. **may**: frameworks disagree, so it is recorded and never judged. ULP errors are against the real value, in units of
the correctly rounded result's binade, subnormals included. *forward* maps x to y, *vjp* maps (x, dy) to dx.
`;

function clauseSection({ id, level, text, rationale, sources }: Clause): string {
  const links = sources.map(({ title, section, url }) => `- [${title}](${url}), ${section}`);
  return `#### \`${id}\` (${level})\n\n${text}\n\n${rationale}\n\n${links.join('\n')}\n`;
}

/** The specification as one Markdown page, from its data. */
export function specPage(): string {
  const sections = opIds.flatMap((op) => [
    `## ${op}: ${ops[op].title}\n\n${ops[op].definition}; derivative: ${ops[op].derivative}.\n`,
    ...passes.flatMap((pass) => [
      `### ${passName({ op, pass })}\n`,
      ...clauses.filter((clause) => clause.op === op && clause.pass === pass).map(clauseSection),
    ]),
  ]);
  return [intro, ...sections].join('\n');
}
