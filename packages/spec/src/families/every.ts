import { onnxShape, torchNumerics, torchReproducibility } from '../sources.ts';
import type { ClauseBody } from '../types.ts';

const repeat: ClauseBody = {
  name: 'repeat',
  level: 'must',
  text: 'The same call gives the same bits.',
  sources: [torchReproducibility],
  rationale:
    'An elementwise kernel has no order of summation to vary: a second answer means uninitialised memory or a race.',
  rule: { kind: 'repeat' },
};

const empty: ClauseBody = {
  name: 'empty',
  level: 'must',
  text: 'Length 0 gives length 0.',
  sources: [onnxShape],
  rationale:
    'Empty batches happen at the end of a data set and after a filter; a kernel that throws takes the program along.',
  rule: { kind: 'empty' },
};

const lanes: ClauseBody = {
  name: 'lanes',
  level: 'should',
  text: 'The same input gives the same bits at every position, for every length 1…67, offset and thread split, whatever the neighbours hold. A NaN may have any bits.',
  sources: [torchNumerics],
  rationale:
    'Vector kernels treat the remainder of a length by other code. Where the two differ, a result depends on the batch that it was in.',
  rule: { kind: 'lanes' },
};

/** The clauses that every op and pass has. */
export const everyKernel: readonly ClauseBody[] = [repeat, empty, lanes];
