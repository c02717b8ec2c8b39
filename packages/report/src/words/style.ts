/** What a piece of text means; a style turns it into colour. */
export type Tone = 'title' | 'good' | 'warn' | 'bad' | 'quiet';
export type Style = (tone: Tone, text: string) => string;

/** No colour. */
export const unstyled: Style = (_, text) => text;

const codes: Readonly<Record<Tone, readonly [open: number, close: number]>> = {
  title: [1, 22],
  good: [32, 39],
  warn: [33, 39],
  bad: [31, 39],
  quiet: [2, 22],
};

/** Colour for terminals (ECMA-48 SGR sequences). */
export const ansi: Style = (tone, text) => {
  const [open, close] = codes[tone];
  return `\u001b[${open}m${text}\u001b[${close}m`;
};
