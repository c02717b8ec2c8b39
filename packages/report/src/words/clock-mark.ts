import type { Measurement } from '@rectify/record';

/** Says of a time that nothing here could hold it to more than what passed meanwhile. */
export function clockMark({ selfTimed }: Measurement): string {
  return selfTimed === undefined || selfTimed.checked ? '' : ' timed by itself';
}
