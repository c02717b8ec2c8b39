import type { OpId, Pass } from '@rectify/spec';

/** A kernel that is proven, for every x and dy = 1. */
export interface Subject {
  readonly op: OpId;
  readonly pass: Pass;
  /** Where its strided hash begins: odd, another for each, so that together they cover more than round patterns. */
  readonly offset: number;
}

export const subjects: readonly Subject[] = [
  { op: 'relu', pass: 'forward', offset: 1 },
  { op: 'relu', pass: 'vjp', offset: 171 },
  { op: 'sigmoid', pass: 'forward', offset: 341 },
  { op: 'sigmoid', pass: 'vjp', offset: 511 },
  { op: 'tanh', pass: 'forward', offset: 681 },
  { op: 'tanh', pass: 'vjp', offset: 851 },
];

/** The name of its files and on the command line: `tanh-vjp`. */
export function nameOf({ op, pass }: Pick<Subject, 'op' | 'pass'>): string {
  return `${op}-${pass}`;
}
