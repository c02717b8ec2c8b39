/** Rounded up: a bound that is read at a glance must hold for what it was taken from. */
export const above = (ulp: number): number => Math.max(Math.ceil(ulp * 100) / 100, ulp);
