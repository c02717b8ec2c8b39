import type { KernelRequest } from '@rectify/backend';
import { kernelLabel } from '@rectify/backend';
import type { OpId, Pass } from '@rectify/spec';
import { passes } from '@rectify/spec';
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import type { CurvePoint } from './curve.ts';
import { curveOf, curveTitle } from './curve.ts';
import type { Plot } from './plot.ts';
import type { BinadeError, Profiles } from './profile.ts';
import { profilesOf } from './profile.ts';
import { colourOf, drawn, markBelow, markBeside, panel, panelTitle, pictureOf } from './svg.ts';

const across = [panel.left, panel.width - panel.right] as const;
const up = [panel.height - panel.bottom, panel.top] as const;
const samples = 257;

function curvePanel(op: OpId, pass: Pass): string {
  const points = curveOf(op, pass, samples);
  const ys = points.map(({ y }) => y);
  const x = scaleLinear([points[0]?.x ?? 0, points.at(-1)?.x ?? 0], across);
  const y = scaleLinear([Math.min(...ys), Math.max(...ys)], up);
  const path = line<CurvePoint>(
    (one) => x(one.x),
    (one) => y(one.y),
  ).digits(1);
  return [
    panelTitle(curveTitle(op, pass)),
    ...x.ticks(5).map((one) => markBelow(x(one), String(one))),
    ...y.ticks(4).map((one) => markBeside(y(one), String(one))),
    drawn(path([...points]), 'stroke="#777" stroke-width="1.5"'),
  ].join('');
}

/** Least error that is drawn: what is less is as good as none, which a logarithm cannot show. */
const least = 0.25;
/** Greatest: beyond it nothing is right any more. */
const greatest = 2 ** 32;

interface Drawn {
  readonly place: number;
  readonly ulp: number;
}

function errorPanel(
  kernel: KernelRequest,
  { binades, backends }: Profiles,
  ids: readonly string[],
): string {
  const all = backends.flatMap(({ errors }) => errors.map((one) => one?.max ?? 0));
  const most = Math.min(Math.max(1, ...all), greatest);
  const x = scaleLinear([0, Math.max(1, binades.length - 1)], across);
  const y = scaleLog([least, most * 1.2], up);
  const path = line<Drawn>(
    ({ place }) => x(place),
    ({ ulp }) => y(Math.min(Math.max(ulp, least), most)),
  ).digits(1);
  const lineOf = (
    errors: readonly (BinadeError | null)[],
    of: (error: BinadeError) => number,
    style: string,
  ): string =>
    drawn(
      path(errors.flatMap((one, place) => (one === null ? [] : [{ place, ulp: of(one) }]))),
      style,
    );
  const curves = backends.map(({ backend, errors }) => {
    const stroke = `stroke="${colourOf(ids.indexOf(backend))}"`;
    return (
      lineOf(errors, ({ max }) => max, `${stroke} stroke-width="1.2"`) +
      lineOf(errors, ({ p99 }) => p99, `${stroke} stroke-dasharray="2 2"`)
    );
  });
  const greatestName = backends.some(({ isSampled }) => isSampled) ? 'max of a sample' : 'max';
  const inputs = [-1, 0, 1].flatMap((value) => {
    const place = binades.indexOf(value);
    return place < 0 ? [] : [markBelow(x(place), String(value))];
  });
  const powers = y.ticks(5).filter((one) => Number.isInteger(Math.log10(one)));
  return [
    panelTitle(`${kernelLabel(kernel)}: ULP per binade of x, ${greatestName} and p99 (dashed)`),
    ...inputs,
    ...[0.5, ...powers].map((one) =>
      markBeside(y(one), one < 1e4 ? String(one) : one.toExponential(0)),
    ),
    ...curves,
  ].join('');
}

/** The function, its derivative and the error profile of each backend, as an SVG document. */
export function plotPicture({ op, passes: shown, dtype, profiles }: Plot): string {
  const kernels = shown.map((pass) => ({ op, pass, dtype }));
  const all = kernels.map((kernel) => ({ kernel, found: profilesOf(profiles, kernel) }));
  const ids = [
    ...new Set(all.flatMap(({ found }) => found.backends.map(({ backend }) => backend))),
  ];
  return pictureOf({
    title: `${op}, its derivative and the errors of backends per binade of inputs`,
    nothing: '',
    legend: ids.map((name, i) => ({ name, colour: colourOf(i) })),
    panels: [
      ...passes.map((pass) => curvePanel(op, pass)),
      ...all
        .filter(({ found }) => found.backends.length > 0)
        .map(({ kernel, found }) => errorPanel(kernel, found, ids)),
    ],
  });
}
