import type { Identity } from '@rectify/backend';

/** Whether a backend computes on a processor of this machine, whose memory this process reads too. */
export function isCpu({ device }: Pick<Identity, 'device'>): boolean {
  return /cpu|wasm/i.test(device);
}
