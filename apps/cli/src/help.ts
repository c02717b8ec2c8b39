import type { Option } from 'commander';
import { expectationOptions, runOptions } from './options.ts';

/** Commands with what they do, for the end of a help text. */
export function examples(lines: readonly (readonly [command: string, does: string])[]): string {
  const widest = Math.max(...lines.map(([command]) => command.length));
  const text = lines.map(([command, does]) => `  ${command.padEnd(widest)}  ${does}`).join('\n');
  return `\nExamples:\n${text}`;
}

/** One of the options of a run. */
export function optionOf(flag: string): Option {
  const found = [...runOptions, ...expectationOptions].find(({ long }) => long === flag);
  if (found === undefined) throw new Error(`no option ${flag}`);
  return found;
}
