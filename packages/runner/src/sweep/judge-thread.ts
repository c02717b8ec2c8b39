// A thread of the suite's own process that judges blocks of sweeps. No backend's code runs here: its results come as bytes.
import { parentPort, workerData } from 'node:worker_threads';
import { newPieceJudge } from './judge-pieces.ts';
import type { Asked, PieceJudged } from './judge.ts';

const fd: number = workerData;
const { take, judge } = newPieceJudge(fd);

parentPort!.on('message', (asked: Asked) => {
  if (asked.kind === 'kernel') {
    take(asked.request, asked.options);
    return;
  }
  const began = performance.now();
  const judged: PieceJudged = { ...judge(asked.piece), ms: performance.now() - began };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(judged);
});
