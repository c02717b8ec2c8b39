import type { Report } from '@rectify/record';
import type { Paint } from './paint.ts';
import { github } from './ci/github.ts';
import { junit } from './ci/junit.ts';
import { markdown } from './ci/markdown.ts';
import { sarif } from './ci/sarif.ts';
import { tap } from './ci/tap.ts';
import { json, jsonl } from './json.ts';
import { svg } from './picture/speed.ts';
import { pretty } from './pretty/pretty.ts';

/** How text is laid out; formats that machines read ignore it. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

export const formats = [
  'pretty',
  'json',
  'jsonl',
  'junit',
  'tap',
  'sarif',
  'markdown',
  'github',
  'svg',
] as const;
export type Format = (typeof formats)[number];

type Renderer = (report: Report, options: RenderOptions) => string;

const renderers: Readonly<Record<Format, Renderer>> = {
  pretty,
  json,
  jsonl,
  junit,
  tap,
  sarif,
  markdown,
  github,
  svg,
};

/** A report as text in a format, with a line feed at its end; `github` is empty where there is nothing to annotate. */
export function render(format: Format, report: Report, options: RenderOptions): string {
  return renderers[format](report, options);
}
