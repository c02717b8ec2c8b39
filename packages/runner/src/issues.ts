import type { z } from 'zod';

/** Faults of one message that are told. */
const most = 3;

/** What is wrong with a message, with its place: of all forms that it may have, as the nearest one sees it. */
export function describeIssues({ issues }: z.ZodError): string {
  const [first] = issues;
  const forms = first?.code === 'invalid_union' ? first.errors : [issues];
  const [nearest = []] = forms.toSorted((a, b) => a.length - b.length);
  const told = nearest.slice(0, most).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const rest = nearest.length - told.length;
  return [...told, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
