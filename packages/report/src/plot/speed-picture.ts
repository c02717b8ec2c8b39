import type { KernelRequest } from '@rectify/backend';
import { kernelLabel } from '@rectify/backend';
import type { Measurement, Report } from '@rectify/record';
import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { backendsOf, kernelsOf, ofKernel } from '../tables/kernels.ts';
import { colourOf, drawn, markBelow, markBeside, panel, panelTitle, pictureOf } from './svg.ts';

const lengthText = (length: number): string =>
  length >= 2 ** 20
    ? `${length / 2 ** 20} Mi`
    : length >= 2 ** 10
      ? `${length / 2 ** 10} Ki`
      : `${length}`;

interface SpeedPoint {
  readonly length: number;
  readonly gbPerSecond: number;
}

/** What a copy of the same bytes reaches: the roof that no kernel on memory is above. */
const roofOf = ({ length, gbPerSecond, copyShare }: Measurement): SpeedPoint => ({
  length,
  gbPerSecond: gbPerSecond / copyShare,
});

/** Of an old record a figure may be none. */
const isDrawable = ({ gbPerSecond }: SpeedPoint): boolean =>
  Number.isFinite(gbPerSecond) && gbPerSecond > 0;

/** One length once, at the greatest of its bandwidths: every backend's process timed a copy of its own. */
function highest(points: readonly SpeedPoint[]): readonly SpeedPoint[] {
  const byLength = new Map<number, number>();
  for (const { length, gbPerSecond } of points.filter(isDrawable))
    byLength.set(length, Math.max(gbPerSecond, byLength.get(length) ?? 0));
  return [...byLength]
    .map(([length, gbPerSecond]) => ({ length, gbPerSecond }))
    .toSorted((a, b) => a.length - b.length);
}

/** Bandwidth over length of one kernel: a line a backend, below the roof. */
function panelOf(
  kernel: KernelRequest,
  measurements: readonly Measurement[],
  backends: readonly string[],
  all: readonly SpeedPoint[],
): string {
  const lengths = all.map(({ length }) => length);
  const speeds = all.map(({ gbPerSecond }) => gbPerSecond);
  const { width, height, left, right, top, bottom } = panel;
  const x = scaleLog()
    .base(2)
    .domain([Math.min(...lengths) / 1.2, Math.max(...lengths) * 1.2])
    .range([left, width - right]);
  const y = scaleLog()
    .domain([Math.min(...speeds) / 1.5, Math.max(...speeds) * 1.5])
    .range([height - bottom, top]);
  const path = line<SpeedPoint>()
    .x(({ length }) => x(length))
    .y(({ gbPerSecond }) => y(gbPerSecond))
    .digits(1);
  const curves = backends.map((id, i) => {
    const own = highest(measurements.filter(({ backend }) => backend === id));
    const colour = colourOf(i);
    const dots = own.map(
      (one) =>
        `<circle cx="${x(one.length).toFixed(1)}" cy="${y(one.gbPerSecond).toFixed(1)}" r="2.5" fill="${colour}"/>`,
    );
    return drawn(path([...own]), `stroke="${colour}" stroke-width="1.5"`) + dots.join('');
  });
  const marks = highest(all).map(({ length }) => length);
  const lengthMarks = marks
    .filter((_, i) => i % Math.ceil(marks.length / 5) === 0)
    .map((one) => markBelow(x(one), lengthText(one)));
  const speedMarks = y
    .ticks(4)
    .filter((one) => Number.isInteger(Math.log10(one)))
    .map((one) => markBeside(y(one), String(one)));
  return [
    panelTitle(`${kernelLabel(kernel)}: GB/s over elements`),
    ...lengthMarks,
    ...speedMarks,
    drawn(
      path([...highest(measurements.map(roofOf))]),
      'stroke="#888" stroke-width="3" stroke-dasharray="6 3"',
    ),
    ...curves,
  ].join('');
}

/**
 * The roofline as a picture: for each kernel the bandwidth that each backend reaches at each length, below that of a copy.
 * Elementwise kernels do the same work on every byte, so that length, not intensity, is what the roof changes with.
 * @returns an SVG document; with no measurement it says so
 */
export function speedPicture(report: Report): string {
  const timed = report.measurements.filter(
    (one) => one.mode === 'run' && one.inputs === 'mixed' && isDrawable(one),
  );
  const kernels = kernelsOf(timed);
  const backends = backendsOf(report, timed);
  const all: readonly SpeedPoint[] = [...timed, ...timed.map(roofOf)].filter(isDrawable);
  return pictureOf({
    title: 'Bandwidth in GB/s over the length in elements, below that of a copy',
    nothing: 'nothing was timed',
    legend: [
      ...backends.map((name, i) => ({ name, colour: colourOf(i) })),
      { name: 'a copy', colour: '#888' },
    ],
    panels: kernels.map((kernel) => {
      const own = ofKernel(timed, kernel);
      return panelOf(kernel, own, backends, all);
    }),
  });
}
