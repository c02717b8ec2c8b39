import type { RuleKind } from '@rectify/spec';
import type { RuleRow } from '../row.ts';
import { accuracy } from './accuracy.ts';
import { behaviour } from './behaviour.ts';
import { cases } from './cases.ts';
import { complement } from './complement.ts';
import { empty } from './empty.ts';
import { even } from './even.ts';
import { faithful } from './faithful.ts';
import { idempotent } from './idempotent.ts';
import { keepsZeroSign } from './keeps-zero-sign.ts';
import { lanes } from './lanes.ts';
import { monotone } from './monotone.ts';
import { nan } from './nan.ts';
import { noNegativeZero } from './no-negative-zero.ts';
import { odd } from './odd.ts';
import { passesThrough } from './passes-through.ts';
import { range } from './range.ts';
import { repeat } from './repeat.ts';
import { rounded } from './rounded.ts';
import { saturation } from './saturation.ts';
import { scale } from './scale.ts';
import { subgradient } from './subgradient.ts';
import { tail } from './tail.ts';
import { tiny } from './tiny.ts';
import { underflow } from './underflow.ts';
import { zeroDy } from './zero-dy.ts';
import { zero } from './zero.ts';

/** Every rule kind by its id. */
export const rules = {
  nan,
  cases,
  'passes-through': passesThrough,
  zero,
  'no-negative-zero': noNegativeZero,
  'keeps-zero-sign': keepsZeroSign,
  range,
  accuracy,
  faithful,
  underflow,
  tail,
  saturation,
  tiny,
  rounded,
  monotone,
  odd,
  even,
  complement,
  idempotent,
  subgradient,
  'zero-dy': zeroDy,
  scale,
  repeat,
  empty,
  lanes,
  behaviour,
} satisfies { readonly [K in RuleKind]: RuleRow<K> };
