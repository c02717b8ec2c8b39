import type { Change, Diff } from '@rectify/record';
import { plain } from '../plain.ts';
import type { Point } from '../points.ts';
import { describeChange, speedText } from './describe.ts';

/** What makes a diff fail. */
export type Fails = (change: Change) => boolean;

function outcomeOf(change: Change, fails: Fails): Point['outcome'] {
  if (fails(change)) return 'fail';
  return change.trend === 'better' ? 'pass' : 'skip';
}

/** A change as a test, to who reads tests. */
export function pointOf(change: Change, fails: Fails): Point {
  const { backend, op, pass, dtype } = change;
  const kernel = `${op}/${pass} ${dtype}`;
  const { name, title, lines } = describeChange(change);
  return {
    backend: plain(backend),
    kernel,
    name,
    about: change.kind === 'clause' && dtype === 'float32' ? name : `${kernel} ${name}`,
    outcome: outcomeOf(change, fails),
    title: `${change.trend}: ${title}`,
    lines,
    repro: null,
    location: null,
  };
}

/** Every change, and of each kernel and timed cell that nothing of changed, that it is so. */
export function pointsOfDiff({ changes, kernels, speed }: Diff, fails: Fails): readonly Point[] {
  const points = changes.map((one) => pointOf(one, fails));
  const changed = new Set(points.map(({ backend, kernel }) => `${backend} ${kernel}`));
  const rest = kernels.flatMap(({ backend, op, pass, dtype }): readonly Point[] => {
    const [id, kernel] = [plain(backend), `${op}/${pass} ${dtype}`];
    if (changed.has(`${id} ${kernel}`)) return [];
    const said = { title: 'as it was', lines: [], repro: null, location: null };
    return [
      {
        backend: id,
        kernel,
        name: 'unchanged',
        about: `${kernel} unchanged`,
        outcome: 'pass',
        ...said,
      },
    ];
  });
  const { cells, trust } = speed ?? { cells: [], trust: null };
  const timed = cells
    .filter(({ verdict }) => verdict === 'same' || verdict === 'unclear')
    .map((one): Point => {
      const { name, title, lines } = speedText({ ...one, trust });
      const [backend, kernel] = [plain(one.backend), `${one.op}/${one.pass} ${one.dtype}`];
      const outcome = one.verdict === 'same' ? 'pass' : 'skip';
      return {
        backend,
        kernel,
        name,
        about: `${kernel} ${name}`,
        outcome,
        title: `${one.verdict}: ${title}`,
        lines,
        repro: null,
        location: null,
      };
    });
  return [...points, ...rest, ...timed];
}
