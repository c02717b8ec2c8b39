import type { NonEmpty } from '../../groups.ts';
import type { TestCase } from '../../words/test-cases.ts';
import { code, escaped, line } from './text.ts';

/** Tests that say the same of one backend: said once, with the kernels and clauses that it is said of. */
export function item(cases: NonEmpty<TestCase>): string {
  const [first] = cases;
  const { backend, title, lines, repro, location } = first;
  const where = location === null ? [] : [`at ${location.file}:${location.line}`];
  const shared = lines.filter((one) => cases.every((test) => test.lines.includes(one)));
  const said =
    cases.length === 1
      ? [...lines.map(line), ...(repro === null ? [] : [code(repro)])]
      : [...shared.map(line), ...cases.map(({ about }) => line(about))];
  const head = cases.length === 1 ? `${backend} ${first.about}` : backend;
  return [
    `- **${escaped(head)}**: ${escaped(title)}`,
    ...[...said, ...where.map(line)]
      // An item without text would underline what stands above it, as a heading.
      .filter((one) => one.trim() !== '')
      .map((one) => `  - ${one}`),
  ].join('\n');
}

/** A step summary of GitHub may have 1 MiB, and is refused whole above it. */
const mostBytes = 1_000_000;

const bytesOf = (text: string): number =>
  // What `sanitize` leaves has no lone surrogate, which this would throw for.
  encodeURIComponent(text).replaceAll(/%../g, 'x').length;

/** The blocks that fit, with a blank line between them. */
export function fitted(blocks: readonly string[]): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const block of blocks) {
    bytes += bytesOf(block) + 2;
    if (bytes > mostBytes) {
      kept.push(
        `And more: ${blocks.length - kept.length} entries did not fit into a step summary.`,
      );
      break;
    }
    kept.push(block);
  }
  return `${kept.join('\n\n')}\n`;
}
