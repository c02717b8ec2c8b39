import { z } from 'zod';

const unicode = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => character.charCodeAt(i))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');

/**
 * JSON that neither a terminal nor a log reader obeys: what JSON leaves as it is and `sanitize` would not, becomes its `\u`
 * escape, so that the value stays the same.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?<=#)#(?=\w*\[)/gu,
    unicode,
  );
}

/** Values as JSON Lines. */
export function linesText(values: readonly unknown[]): string {
  return values.map((one) => `${jsonText(one)}\n`).join('');
}

/** A document after its shipped JSON Schema. */
export function documentText<S extends z.ZodType>(schema: S, document: z.output<S>): string {
  return `${jsonText(z.encode(schema, document), 2)}\n`;
}
