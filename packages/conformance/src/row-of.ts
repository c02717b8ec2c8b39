import type { KernelRequest } from '@rectify/backend';
import { floatTypes } from '@rectify/float';
import type { Clause, Rule, RuleKind } from '@rectify/spec';
import type { ElementTest } from './element.ts';
import type { KernelFault } from './fault.ts';
import type { RuleContext, RuleRow } from './row.ts';
import { rules } from './rules/index.ts';
import { newSide } from './side.ts';
import { truthAt } from './truth.ts';

/** The row of a rule's kind. What has none is not judged, so that it must not come to a verdict. */
export function rowOf<K extends RuleKind>(kind: K): RuleRow<K> {
  if (!Object.hasOwn(rules, kind)) throw new Error(`no judge of rules of the kind ${kind}`);
  return rules[kind] as unknown as RuleRow<K>;
}

/** A rule as a test of single elements, or undefined if it is about something else. */
export function elementTestOf(rule: Rule, context: RuleContext): ElementTest | undefined {
  const row = rowOf(rule.kind);
  return row.form === 'element' ? row.test(rule, context) : undefined;
}

/** Whether a rule looks at the same few inputs, whatever the seed and depth. */
export function hasFixedInputs({ kind }: Rule): boolean {
  return rowOf(kind).fixedInputs;
}

/** Whether a rule is about where an input stands. */
export function isOfPlace({ kind }: Rule): boolean {
  const row = rowOf(kind);
  return row.form === 'calls' && row.isOfPlace === true;
}

export function ruleContext(request: KernelRequest): RuleContext {
  const { format } = floatTypes[request.dtype];
  return { request, format, atZero: truthAt(request, 0).due, sideOf: newSide(request) };
}

/** Ways to be wrong that a clause must catch in a kernel of its op and pass. */
export function faultsOf(request: KernelRequest, { rule }: Clause): readonly KernelFault[] {
  return rowOf(rule.kind).mutants(rule, ruleContext(request));
}
