/**
 * Something that happens once, in a wait of many: it keeps nothing of the waits that are over. A promise that lives on in
 * one `Promise.race` after the other keeps the winner of each (seen on Node 20, no longer on 26).
 */
export interface OnceEvent<T> {
  readonly happen: (value: T) => void;
  /** Calls back when it happens, or soon if it has; returns what ends that. */
  listen(hear: (value: T) => void): () => void;
}

export function onceEvent<T>(): OnceEvent<T> {
  let past: { readonly value: T } | null = null;
  const listeners = new Set<(value: T) => void>();
  return {
    happen(value) {
      past ??= { value };
      for (const hear of listeners) hear(value);
    },
    listen(hear) {
      listeners.add(hear);
      const happened = past;
      // What was said before is heard first.
      if (happened !== null) setImmediate(() => listeners.has(hear) && hear(happened.value));
      return () => listeners.delete(hear);
    },
  };
}
