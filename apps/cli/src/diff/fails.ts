import type { Change, ChangeKind, Trend } from '@rectify/record';
import { changeKinds, trends } from '@rectify/record';
import type { Fails } from '@rectify/report';

/** What `--fail-on` takes: a trend, `changed` for any, `none`, or what must not get worse. */
export type FailOn = 'none' | 'changed' | Trend | ChangeKind;
export const failOns: readonly FailOn[] = ['none', 'changed', ...trends, ...changeKinds];

/** Which changes fail a diff. */
export function failsOn(chosen: readonly FailOn[]): Fails {
  return ({ kind, trend }: Change) =>
    chosen.includes('changed') ||
    chosen.includes(trend) ||
    (trend === 'worse' && chosen.includes(kind));
}
