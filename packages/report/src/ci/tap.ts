import type { Report } from '@rectify/record';
import { jsonText } from '../json.ts';
import type { Point } from '../points.ts';
import { pointsOf } from '../points.ts';

/** `#` begins a directive, and the backslash escapes it and itself. */
const escaped = (text: string): string => text.replaceAll(/[\\#]/g, String.raw`\$&`);

/** YAML of what went wrong; JSON strings are YAML strings. */
function diagnostics({ outcome, title, lines, repro, location }: Point): readonly string[] {
  const facts: Readonly<Record<string, unknown>> = {
    message: title,
    severity: outcome,
    ...(lines.length === 0 ? {} : { details: lines }),
    ...(repro === null ? {} : { repro }),
    ...(location === null ? {} : { at: location }),
  };
  return [
    '  ---',
    ...Object.entries(facts).map(([key, value]) => `  ${key}: ${jsonText(value)}`),
    '  ...',
  ];
}

function pointLines(point: Point, index: number): readonly string[] {
  const { outcome, title, backend, about } = point;
  const head = `${index + 1} - ${escaped(`${backend} ${about}`)}`;
  switch (outcome) {
    case 'pass':
      return [`ok ${head}`];
    case 'fail':
    case 'stale':
    case 'error':
      return [`not ok ${head}`, ...diagnostics(point)];
    case 'known':
      return [`not ok ${head} # TODO ${escaped(title)}`, ...diagnostics(point)];
    case 'skip':
      return [`ok ${head} # SKIP ${escaped(title)}`];
    default:
      return outcome satisfies never;
  }
}

/** TAP 14: a test point for each clause of each kernel; a known deviation is TODO, which may fail. */
export function tap(report: Report): string {
  return tapOf(pointsOf(report));
}

/** Points as TAP 14. */
export function tapOf(points: readonly Point[]): string {
  return `${['TAP version 14', `1..${points.length}`, ...points.flatMap(pointLines)].join('\n')}\n`;
}
