/** Results of an action on each item, in the items' order, at most `limit` at once. Rejects once all have settled. */
export async function inParallel<T, R>(
  limit: number,
  items: readonly T[],
  action: (item: T) => Promise<R>,
): Promise<R[]> {
  const waiting = [...items.entries()];
  const results: R[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results[next[0]] = await action(next[1]);
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, work);
  // No process may outlive the call, so a failure waits for the others to end.
  const settled = await Promise.allSettled(workers);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return results;
}
