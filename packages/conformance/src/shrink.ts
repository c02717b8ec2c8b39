import { bitsIn, floatTypes } from '@rectify/float';
import { type Conversation, askOnce } from './conversation.ts';
import type { Grid } from './sweep/blocks.ts';
import type { GridResult } from './sweep/judge.ts';
import type { Tally } from './verdict/tally.ts';
import type { KernelRequest } from '@rectify/backend';

/** Notes of a witness that does not show for its scalar alone; its place in a longer call is then unknown. */
export function* shrink(request: KernelRequest, tally: Tally): Conversation<void> {
  const { best } = tally;
  if (best === null) return;
  const { dtype, pass } = request;
  const { ofBits } = floatTypes[dtype].arrays;
  const x = ofBits(best.xBits);
  const dy = pass === 'vjp' ? ofBits(best.dyBits ?? bitsIn(dtype, 1)) : undefined;
  const y = yield* askOnce({ dtype, x, dy });
  if (typeof y !== 'string' && bitsIn(dtype, y[0] ?? NaN) === best.gotBits) return;
  tally.best = { ...best, note: 'only within a longer call, not for this input alone' };
}

/** Shrinks the witnesses that a grid found of rules about single elements. */
export function* shrinkGrid(grid: Grid, result: GridResult): Conversation<void> {
  for (const { id } of grid.plan.elements) {
    const tally = result.tallies.get(id);
    if (tally !== undefined) yield* shrink(grid.plan.context.request, tally);
  }
}
