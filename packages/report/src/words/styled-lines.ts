import { wrap } from './lines.ts';
import type { RenderOptions } from './render-options.ts';
import type { Tone } from './style.ts';

/** Text in lines, all in one tone. */
export function styledLines(
  tone: Tone,
  text: string,
  { width, style }: RenderOptions,
  indent = '  ',
): readonly string[] {
  return wrap(text, width, indent).map((line) => style(tone, line));
}
