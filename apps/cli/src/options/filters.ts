import { usualDType } from '@rectify/backend';
import { dtypes } from '@rectify/float';
import { opIds, passes } from '@rectify/spec';
import { listOf, oneOf } from './parsers.ts';
import type { OptionRows, ValuesOf } from './row.ts';

/** Which kernels. */
export const filterOptions = {
  op: { flags: '--op <list>', help: `ops: ${opIds.join(', ')}`, parse: listOf(oneOf('op', opIds)) },
  pass: {
    flags: '--pass <list>',
    help: `passes: ${passes.join(', ')}`,
    parse: listOf(oneOf('pass', passes)),
  },
  dtype: {
    flags: '--dtype <list>',
    help: `element types: ${dtypes.join(', ')} (default: every one that a backend has; of timing ${usualDType})`,
    parse: listOf(oneOf('dtype', dtypes)),
  },
} as const satisfies OptionRows;

export type FilterOptions = ValuesOf<typeof filterOptions>;

/** One element type. @param what it is called in help */
export const oneDType = (what = '') =>
  ({
    flags: '--dtype <dtype>',
    help: what + dtypes.join(', '),
    parse: oneOf('dtype', dtypes),
    initial: usualDType,
  }) as const;
