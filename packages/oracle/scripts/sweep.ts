import { Worker } from 'node:worker_threads';
import type { Examined, Near } from './block.ts';
import { sortNearest } from './block.ts';
import { blocks, hashOfHashes } from './digest.ts';
import type { BlockAnswer, Assignment } from './worker.ts';

/** What a sweep of one kernel gave. */
export interface Sweep extends Examined {
  /** The hash of all results. */
  readonly results: string;
  readonly independent: IndependentTally | null;
}

/** What the independent method found. */
interface IndependentTally {
  readonly disagreements: number;
  readonly float128: number;
  readonly undecided: number;
  readonly inaccurate: number;
  readonly nearest: readonly Near[];
}

/** Sweeps a kernel on `workers` threads; `onBlock` hears how many inputs are done. */
export async function sweep(
  assignment: Assignment,
  workers: number,
  onBlock: (tested: number) => void,
): Promise<Sweep> {
  const answers: BlockAnswer[] = [];
  let next = 0;
  let tested = 0;
  const hand = (worker: Worker): void =>
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(next < blocks / 2 ? next++ : null);
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.ts', import.meta.url), {
        workerData: assignment,
        execArgv: ['--conditions=@rectify/source'],
      });
      worker.on('message', (answer: BlockAnswer) => {
        answers.push(answer);
        tested += answer.block.tested;
        onBlock(tested);
        hand(worker);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
      hand(worker);
    });
  await Promise.all(Array.from({ length: workers }, work));
  return summarise(answers.toSorted((a, b) => a.number - b.number));
}

function summarise(answers: readonly BlockAnswer[]): Sweep {
  const total = (of: (answer: BlockAnswer) => number): number =>
    answers.reduce((sum, answer) => sum + of(answer), 0);
  const comparisons = answers.flatMap(({ comparison }) => comparison ?? []);
  return {
    results: hashOfHashes([
      ...answers.map(({ block }) => block.digests[0]),
      ...answers.map(({ block }) => block.digests[1]),
    ]),
    tested: total(({ block }) => block.tested),
    nan: total(({ block }) => block.nan),
    fast: total(({ block }) => block.fast),
    exact: total(({ block }) => block.exact),
    fillBothDiffers: total(({ block }) => block.fillBothDiffers),
    stretchesDiffer: total(({ block }) => block.stretchesDiffer),
    nearest: sortNearest(answers.flatMap(({ block }) => block.nearest)),
    independent:
      comparisons.length < answers.length
        ? null
        : {
            disagreements: total(({ comparison }) => comparison!.differing),
            float128: total(({ comparison }) => comparison!.float128),
            undecided: total(({ comparison }) => comparison!.undecided),
            inaccurate: total(({ comparison }) => comparison!.inaccurate),
            nearest: sortNearest(comparisons.flatMap(({ nearest }) => nearest)),
          },
  };
}
