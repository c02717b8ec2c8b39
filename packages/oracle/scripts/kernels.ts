import { type OpId, opIds, type Pass, passes } from '@rectify/spec';

/** A kernel that is proven, for every x and dy = 1. */
export interface Subject {
  readonly op: OpId;
  readonly pass: Pass;
  /** Where its strided hash begins: odd, another for each, so that together they cover more than round patterns. */
  readonly offset: number;
}

export const subjects: readonly Subject[] = opIds
  .flatMap((op) => passes.map((pass) => ({ op, pass })))
  .map((kernel, i) => ({ ...kernel, offset: 1 + 170 * i }));

/** The name of its files and on the command line: `tanh-vjp`. */
export function nameOf({ op, pass }: Pick<Subject, 'op' | 'pass'>): string {
  return `${op}-${pass}`;
}
