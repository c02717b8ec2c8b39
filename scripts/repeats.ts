/**
 * Counts what stands twice in the hand-written TypeScript of the packages (`packages/*`, `apps/*`; without tests, fixtures, templates and
 * what is generated): names of types and interfaces that several packages declare, exported or not, and places of six lines or more
 * that stood before in the same or another file. Lines are compared with their white space normalised; imports, comments, blank lines
 * and lone punctuation do not count, neither as a difference nor as a line. n copies of the same lines are n − 1 places.
 *
 *     repeats.ts [folder]   another checkout than this one
 */
import { join, resolve } from 'node:path';
import { repeats, sharedTypeNames } from './repeated.ts';
import { handWritten } from './sources.ts';

const [, , folder = join(import.meta.dirname, '..')] = process.argv;
const files = handWritten(resolve(folder));

const names = sharedTypeNames(files);
for (const [name, paths] of names)
  console.log(`${name}\n${paths.map((path) => `  ${path}\n`).join('')}`);

const places = repeats(files);
for (const { at, first, lines } of places)
  console.log(`${at}  ${lines} lines, first in\n  ${first}\n`);

const lines = places.reduce((sum, place) => sum + place.lines, 0);
console.log(`${files.length} files
${names.size} names of types are declared in several packages
${places.length} places of six lines or more stood before, ${lines} lines in all`);
