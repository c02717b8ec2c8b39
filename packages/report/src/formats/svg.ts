import { plotPicture } from '../plot/plot-picture.ts';
import { speedPicture } from '../plot/speed-picture.ts';
import type { FormatRow } from './row.ts';

/** Pictures. */
export const svg = {
  report: speedPicture,
  diff: {
    reason: 'a diff has no picture',
    hint: 'rectify report FILE --format svg draws a record',
  },
  plot: plotPicture,
} as const satisfies FormatRow;
