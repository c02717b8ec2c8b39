import type { Paint } from './paint.ts';
import { json } from './json.ts';
import { pretty } from './pretty/pretty.ts';
import type { Report } from './report.ts';

/** How text is laid out; formats that machines read ignore it. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

export const formats = ['pretty', 'json'] as const;
export type Format = (typeof formats)[number];

type Renderer = (report: Report, options: RenderOptions) => string;

const renderers: Readonly<Record<Format, Renderer>> = { pretty, json };

/** A report as text in a format, with a line feed at its end. */
export function render(format: Format, report: Report, options: RenderOptions): string {
  return renderers[format](report, options);
}
