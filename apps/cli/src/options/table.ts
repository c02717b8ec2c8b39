import { oneOf } from './parsers.ts';

const tableFormats = ['pretty', 'json'] as const;

/** The format of what is one table on standard output. */
export const tableFormat = {
  flags: '--format <format>',
  help: tableFormats.join(' or '),
  parse: oneOf('format', tableFormats),
  initial: 'pretty',
} as const;
