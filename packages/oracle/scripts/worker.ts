import { parentPort, workerData } from 'node:worker_threads';
import { oracle } from '../src/truth.ts';
import type { ExaminedBlock } from './block.ts';
import { examine } from './block.ts';
import { blocks } from './digest.ts';
import type { BlockComparison } from './independent.ts';
import { start } from './independent.ts';
import type { Subject } from './kernels.ts';

/** What a worker is started with. */
export interface Assignment {
  readonly subject: Subject;
  /** 1, or for a quick run the distance of the bit patterns that are tested, a power of two up to 2²¹. */
  readonly step: number;
  /** The compiled C program. */
  readonly program: string | undefined;
}

/** What it answers to the number of a block. */
export interface BlockAnswer {
  readonly number: number;
  readonly block: ExaminedBlock;
  readonly comparison: BlockComparison | undefined;
}

const { subject, step, program } = workerData as Assignment;
const truth = oracle(subject.op, subject.pass);
const independent = program === undefined ? undefined : start(program, subject);
const length = 2 ** 32 / blocks;
const due = new Float32Array((2 * length) / step);

async function answer(number: number): Promise<BlockAnswer> {
  const block = examine(truth, number * length, step, length / step, due);
  const comparison = await independent?.compare(number * length, step, due);
  return { number, block, comparison };
}

parentPort!.on('message', async (number: number | null) => {
  if (number === null) {
    await independent?.end();
    parentPort!.close();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  } else parentPort!.postMessage(await answer(number));
});
