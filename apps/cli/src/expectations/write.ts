import { patchesOf, violationsOf } from '@rectify/conformance';
import type { Expectation, Finding, Report } from '@rectify/record';
import { applyEdits, type Edit, findNodeAtLocation } from 'jsonc-parser';
import { above } from './above.ts';
import { commaAfter } from './edits.ts';
import type { ExpectationsFile } from './read.ts';

/** What a file begins with. */
export const noExpectations = '{\n  "expectations": []\n}\n';

function expectationOf(finding: Finding, version: string, seed: number): Expectation {
  const { backend, clause, dtype, maxUlp, violations } = finding;
  const { count } = violationsOf(finding);
  return {
    backend,
    clause,
    dtype,
    versions: patchesOf(version),
    reason: '',
    bound: {
      ...(maxUlp !== null && Number.isFinite(maxUlp) ? { maxUlp: above(maxUlp) } : {}),
      // Those of the sample are what the bound is held against; where it had none, all were looked for.
      violations: count === 0 ? violations : count,
      seed,
    },
  };
}

/** An expectation, without its reason, of each failure that the file has none about. */
export function failuresOf({ run, backends, findings }: Report): readonly Expectation[] {
  const seed = Number(run.seed);
  return findings
    .filter(({ outcome, location }) => outcome === 'fail' && location === undefined)
    .map((one) => {
      const { version } = backends.find(({ id }) => id === one.backend) ?? {};
      return expectationOf(one, version ?? '', seed);
    });
}

/** The text of a file with further expectations at its end; all else stays as it is, comments included. */
export function extended({ text, root }: ExpectationsFile, more: readonly Expectation[]): string {
  const list = findNodeAtLocation(root, ['expectations']);
  if (list === undefined || more.length === 0) return text;
  const edits: Edit[] = [];
  const last = list.children?.at(-1);
  if (last !== undefined) {
    const end = last.offset + last.length;
    if (commaAfter(text, last) === undefined) edits.push({ offset: end, length: 0, content: ',' });
  }
  const bracket = list.offset + list.length - 1;
  const indent = / *$/.exec(text.slice(0, bracket))?.[0] ?? '';
  const ownLine = text.slice(0, bracket - indent.length).endsWith('\n');
  const entries = more.map((one) => JSON.stringify(one, null, 2).replaceAll(/^/gm, '    '));
  const content = `${entries.join(',\n')}\n${ownLine ? indent : '  '}`;
  edits.push(
    ownLine
      ? { offset: bracket - indent.length, length: indent.length, content }
      : { offset: bracket, length: 0, content: `\n${content}` },
  );
  return applyEdits(text, edits);
}
