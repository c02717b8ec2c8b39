/** What opening and judging a backend is given in a test: the ten seconds of vitest are too few for a busy machine. */
export const patienceMs = 20 * 60_000;
