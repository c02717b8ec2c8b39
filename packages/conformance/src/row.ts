import type { KernelRequest } from '@rectify/backend';
import type { FloatFormat, TypedArray } from '@rectify/float';
import type { Depth } from '@rectify/record';
import type { Rule, RuleKind } from '@rectify/spec';
import type { Conversation } from './conversation.ts';
import type { Element, ElementTest } from './element.ts';
import type { KernelFault } from './fault.ts';
import type { PendingClause } from './verdict/clause.ts';

export type RuleOf<K extends RuleKind> = Extract<Rule, { readonly kind: K }>;

/** What a rule needs to know of the kernel that it is about. */
export interface RuleContext {
  readonly request: KernelRequest;
  readonly format: FloatFormat;
  /** The correctly rounded result of a zero input. */
  readonly atZero: number;
  /**
   * The sign of true value − due of an element, however little that is; 0 where they are equal, or differ by less than can
   * be known.
   */
  readonly sideOf: (e: Element) => number;
}

/** What calls of a rule's own need to know. */
export interface CallContext {
  readonly request: KernelRequest;
  readonly depth: Depth;
  readonly seed: number;
  /** Thousands of inputs of every binade and both signs. */
  readonly sample: TypedArray;
}

interface Row<K extends RuleKind> {
  /** Whether its inputs are the same few, whatever the seed and depth. */
  readonly fixedInputs: boolean;
  /** Kernels made wrong in ways that a clause of this kind must catch, whatever its op, pass and dtype. */
  readonly mutants: (rule: RuleOf<K>, context: RuleContext) => readonly KernelFault[];
}

/** Judged on single elements: the grid, NaNs, and for vjp many dy. */
export interface ElementRow<K extends RuleKind> extends Row<K> {
  readonly form: 'element';
  readonly test: (rule: RuleOf<K>, context: RuleContext) => ElementTest;
}

/** Whether f(x) = a is right beside f(−x) = b. */
export type Mirror = (a: number, b: number) => boolean;

/** Judged on each input of the grid and its mirror. Correct rounding must keep it. */
export interface MirrorRow<K extends RuleKind> extends Row<K> {
  readonly form: 'mirror';
  readonly mirror: (rule: RuleOf<K>, context: RuleContext) => Mirror;
}

/** Judged on neighbours of the grid on each side of 0. Correct rounding must keep it. */
export interface OrderRow<K extends RuleKind> extends Row<K> {
  readonly form: 'order';
  /** Whether the result of an input is right beside that of a lesser one. */
  readonly holds: (result: number, ofLesser: number) => boolean;
}

/** Judged by calls of its own. */
export interface CallsRow<K extends RuleKind> extends Row<K> {
  readonly form: 'calls';
  /** Conversation after all others, because a kernel that cannot do it often takes its process along. */
  readonly isLast?: boolean;
  /** Whether a result that changes with the place of its input violates it, in any call. */
  readonly isOfPlace?: boolean;
  readonly judge: (clause: PendingClause<RuleOf<K>>, context: CallContext) => Conversation<void>;
}

/** The same by calls that all clauses of the kind share; its witnesses are single elements, and are tried alone. */
export interface SharedCallsRow<K extends RuleKind> extends Row<K> {
  readonly form: 'shared-calls';
  readonly judge: (
    clauses: readonly PendingClause<RuleOf<K>>[],
    context: CallContext,
  ) => Conversation<void>;
}

/** All that is to be known of a rule kind; the form says how it is judged. */
export type RuleRow<K extends RuleKind> =
  | ElementRow<K>
  | MirrorRow<K>
  | OrderRow<K>
  | CallsRow<K>
  | SharedCallsRow<K>;
