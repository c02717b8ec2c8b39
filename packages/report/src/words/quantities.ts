/** So many of so many. */
export interface Count {
  readonly count: number;
  readonly of: number;
}

/** Three digits, without an exponent; `?` for what is no number. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '?';
  return Math.abs(value) >= 100
    ? String(Math.round(value))
    : value.toPrecision(Math.abs(value) < 0.001 ? 1 : 3);
}

/** How far a ratio is from 1. */
export function percent(ratio: number): string {
  if (!Number.isFinite(ratio)) return '?';
  return `${ratio >= 1 ? '+' : '−'}${Math.abs((ratio - 1) * 100).toFixed(1)}%`;
}

/** A share in whole percent; `?` for what is no number. */
export function wholePercent(share: number): string {
  const whole = Math.round(share * 100);
  return Number.isFinite(whole) ? `${whole}%` : '?';
}
