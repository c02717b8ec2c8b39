import { kernelLabel } from '@rectify/backend';
import type { Measurement, Report } from '@rectify/record';
import type { RenderOptions } from '../words/render-options.ts';
import { wholePercent } from '../words/quantities.ts';
import { sanitize } from '../words/sanitize.ts';
import { backendsOf, kernelsOf, ofKernel } from './kernels.ts';

/** Eighths of a character, from none. */
const eighths = Array.from(' ▏▎▍▌▋▊▉');

/** A bar of so many characters, in eighths of one. */
function bar(characters: number): string {
  const steps = Math.round(characters * 8);
  return ('█'.repeat(steps >> 3) + (eighths[steps & 7] ?? '')).trimEnd();
}

const widest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

/** Bars of bandwidth at the longest length, where memory is the limit; the full width is what a copy reaches. */
export function roofline(report: Report, { width, style }: RenderOptions): readonly string[] {
  const timed = report.measurements.filter(
    ({ mode, inputs }) => mode === 'run' && inputs === 'mixed',
  );
  if (timed.length === 0) return [];
  const length = Math.max(...timed.map((one) => one.length));
  const fewest = Math.min(...timed.map(({ threads }) => threads));
  const longest = timed.filter((one) => one.length === length && one.threads === fewest);
  const kernels = kernelsOf(longest);
  const backends = backendsOf(report, longest);
  const names = backends.map(sanitize);
  const labelWidth = widest(kernels.map(kernelLabel));
  const nameWidth = widest(names);
  const room = Math.max(10, width - labelWidth - nameWidth - 14);
  const lineOf = (one: Measurement, label: string, name: string): string => {
    const share = Number.isFinite(one.copyShare) ? Math.min(Math.max(0, one.copyShare), 1) : 0;
    return `  ${label.padEnd(labelWidth)}  ${name.padEnd(nameWidth)}  ${bar(share * room)} ${wholePercent(one.copyShare)}`;
  };
  return [
    style('title', `Bandwidth of the kernel at ${length} elements, of 100% that a copy reaches`),
    ...kernels.flatMap((kernel) => {
      const own = ofKernel(longest, kernel);
      return backends
        .flatMap((id, i) => {
          const one = own.find(({ backend }) => backend === id);
          return one === undefined ? [] : [{ one, name: names[i] ?? '' }];
        })
        .map(({ one, name }, i) => lineOf(one, i === 0 ? kernelLabel(kernel) : '', name));
    }),
  ];
}
