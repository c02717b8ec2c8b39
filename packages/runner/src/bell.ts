/**
 * Something that happens once, in a wait of many: it keeps nothing of the waits that are over. A promise that lives on in
 * one `Promise.race` after the other keeps the winner of each (seen on Node 20, no longer on 26).
 */
export interface Bell<T> {
  readonly ring: (value: T) => void;
  /** Calls back when it rings, or soon if it has; returns what ends that. */
  listen(hear: (value: T) => void): () => void;
}

export function openBell<T>(): Bell<T> {
  let rung: { readonly value: T } | null = null;
  const listeners = new Set<(value: T) => void>();
  return {
    ring(value) {
      rung ??= { value };
      for (const hear of listeners) hear(value);
    },
    listen(hear) {
      listeners.add(hear);
      const past = rung;
      // What was said before is heard first.
      if (past !== null) setImmediate(() => listeners.has(hear) && hear(past.value));
      return () => listeners.delete(hear);
    },
  };
}
