/** Command lines with what they do, for the end of a help text. */
export function examplesText(lines: readonly (readonly [line: string, does: string])[]): string {
  const widest = Math.max(...lines.map(([line]) => line.length));
  const text = lines.map(([line, does]) => `  ${line.padEnd(widest)}  ${does}`).join('\n');
  return `\nExamples:\n${text}`;
}
