import { shellQuoted } from '@rectify/report';

/** What no shell reads as anything but itself. */
const plain = /^[\w@%+:,./=^~-]+$/;

/** The command line of these arguments, as a shell takes it. */
export function commandLine(argv: readonly string[]): string {
  return ['rectify', ...argv.map((word) => (plain.test(word) ? word : shellQuoted(word)))].join(
    ' ',
  );
}
