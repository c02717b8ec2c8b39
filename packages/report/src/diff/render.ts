import { suiteError } from '@rectify/backend';
import type { Diff } from '@rectify/record';
import { diffSchema } from '@rectify/record';
import { z } from 'zod';
import { githubOf } from '../ci/github.ts';
import { junitOf } from '../ci/junit.ts';
import { tapOf } from '../ci/tap.ts';
import { documentText, jsonText } from '../json.ts';
import type { Format, RenderOptions } from '../render.ts';
import { markdownDiff } from './markdown.ts';
import type { Fails } from './points.ts';
import { pointsOfDiff } from './points.ts';
import { prettyDiff } from './pretty.ts';
import { sarifDiff } from './sarif.ts';

/** One change a line, behind a line about both runs and before the counts, without which it was cut off. */
function jsonlDiff(diff: Diff): string {
  // What the schema encodes is what JSON can hold.
  const { changes, summary, ...head } = z.encode(diffSchema, diff) as Diff;
  const lines = [{ kind: 'diff', ...head }, ...changes, { kind: 'summary', summary }];
  return lines.map((line) => `${jsonText(line)}\n`).join('');
}

/** A diff as text in a format; `fails` says which changes are failures to formats that know such. */
export function renderDiff(
  format: Format,
  diff: Diff,
  { fails, ...options }: RenderOptions & { readonly fails: Fails },
): string {
  switch (format) {
    case 'pretty':
      return prettyDiff(diff, options);
    case 'json':
      return documentText(diffSchema, diff);
    case 'jsonl':
      return jsonlDiff(diff);
    case 'junit':
      return junitOf(pointsOfDiff(diff, fails), diff.new);
    case 'tap':
      return tapOf(pointsOfDiff(diff, fails));
    case 'github':
      return githubOf(pointsOfDiff(diff, fails));
    case 'sarif':
      return sarifDiff(diff, fails);
    case 'markdown':
      return markdownDiff(diff, fails);
    case 'svg':
      throw suiteError('USAGE', 'a diff has no picture', {
        hint: 'rectify report FILE --format svg draws a record',
      });
    default:
      return format satisfies never;
  }
}
