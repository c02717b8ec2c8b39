import type { Deviation } from '@rectify/backend';

/** Known violations: none. */
export const deviations: readonly Deviation[] = [];
