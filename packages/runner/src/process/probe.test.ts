import { describe, expect, it } from 'vitest';
import { faulty } from '../fixtures/faulty.ts';
import { probeBackends } from './probe.ts';

describe('probeBackends', () => {
  it('says who is there, and why the others are not', async () => {
    const refs = (['unavailable', 'hangs-in-open'] as const).map((id) => ({
      id,
      specifier: faulty(id),
    }));
    const right = { id: 'right', specifier: faulty('right') };
    const missing = { id: 'missing', specifier: `${faulty('right').split('?')[0]}x` };
    const found = await probeBackends([right, ...refs, missing], { timeoutMs: 20_000 });
    expect(found).toMatchObject([
      { id: 'right', available: true, version: '1.2.3', note: null },
      { id: 'unavailable', available: false, note: 'no such device here' },
      { id: 'hangs-in-open', available: false, note: expect.stringContaining('no answer') },
      { id: 'missing', available: false, note: expect.stringContaining('BACKEND_MISSING') },
    ]);
  });
});
