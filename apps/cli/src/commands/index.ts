import type { CommandRow } from '../command-row.ts';
import { badge } from './badge.ts';
import { bisect } from './bisect.ts';
import { cmp } from './cmp.ts';
import { diff } from './diff.ts';
import { doctor } from './doctor.ts';
import { harness } from './harness.ts';
import { list } from './list.ts';
import { measure } from './measure.ts';
import { merge } from './merge.ts';
import { create } from './new.ts';
import { plot } from './plot.ts';
import { rank } from './rank.ts';
import { report } from './report.ts';
import { repro } from './repro.ts';
import { verify } from './verify.ts';
import { why } from './why.ts';

/** Every command by its name, in the order of help. */
export const commands = {
  verify,
  measure,
  list,
  doctor,
  why,
  repro,
  harness,
  new: create,
  merge,
  diff,
  badge,
  report,
  cmp,
  rank,
  plot,
  bisect,
} satisfies Record<string, CommandRow>;
