import type { KernelRequest } from '@rectify/backend';
import type { Measurement } from '@rectify/bench';
import { plain, wrap } from '../plain.ts';
import type { RenderOptions } from '../render.ts';
import type { Report } from '../report.ts';
import type { Cell } from './grid.ts';
import { layOut } from './grid.ts';
import { backendsOf, kernelLabel, kernelsOf } from './kernels.ts';

const titles = {
  run: 'Speed of the kernel: ns per element ± its 95% interval, and as a multiple of a copy of the same bytes',
  roundtrip: 'Speed from array to array (bind + run + read), the same way',
} as const;

/** Three digits, without an exponent. */
function digits(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(value < 0.001 ? 1 : 3);
}

function cell(measurement: Measurement | undefined): Cell {
  if (measurement === undefined) return { text: '–', tone: 'quiet' };
  const { nsPerElement, low, high, copyRatio, deadCode } = measurement;
  const spread = Math.round(((high - low) / 2 / nsPerElement) * 100);
  const text = `${digits(nsPerElement)} ±${spread}% ${digits(copyRatio)}×`;
  return deadCode ? { text: `${text} dead code`, tone: 'bad' } : { text, tone: null };
}

/** One table a mode: op × pass × length rows, backend columns. */
export function speedTables(
  report: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const backends = backendsOf(report, report.measurements);
  return (['run', 'roundtrip'] as const).map((mode) => {
    const timed = report.measurements.filter((one) => one.mode === mode);
    if (timed.length === 0) return [];
    const lengths = [...new Set(timed.map(({ length }) => length))].toSorted((a, b) => a - b);
    const rows = kernelsOf(timed).flatMap((kernel) =>
      lengths.map((length, i) => ({
        labels: [i === 0 ? kernelLabel(kernel) : '', String(length)],
        cells: backends.map((id) =>
          cell(
            timed.find(
              (one) =>
                one.backend === id &&
                one.length === length &&
                kernelLabel(one) === kernelLabel(kernel),
            ),
          ),
        ),
      })),
    );
    const grid = {
      labels: ['kernel', 'length'],
      columns: backends.map(plain),
      rows,
      align: 'right',
    } as const;
    return [
      ...wrap(titles[mode], options.width, '').map((line) => options.paint('title', line)),
      ...layOut(grid, options),
    ];
  });
}

/** A section of one kernel and one text each. */
function kernelSection(
  title: string,
  entries: readonly (KernelRequest & { readonly backend: string; readonly text: string })[],
  { width, paint }: RenderOptions,
): readonly string[] {
  if (entries.length === 0) return [];
  return [
    paint('title', `${title} (${entries.length})`),
    ...entries.flatMap((one) => {
      const text = `${plain(one.backend)} ${kernelLabel(one)}: ${plain(one.text)}`;
      const [head = '', ...rest] = wrap(text, width - 2, '  ');
      return [head, ...rest.map((line) => `  ${line}`)];
    }),
  ];
}

/** Kernels that were not timed, and why; kernels that broke down while they were. */
export function untimedSections(
  { refusals, failures }: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const refused = refusals.map((one) => ({ ...one, text: one.reason }));
  const failed = failures.map((one) => ({ ...one, text: one.message }));
  return [
    kernelSection('Not timed', refused, options),
    kernelSection('Broke down while timed', failed, options),
  ];
}
