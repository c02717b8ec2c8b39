import { describe, expect, it } from 'vitest';
import { environment, isaOfFlags, machineOf } from './environment.ts';

describe('environment', () => {
  it('is this machine', () => {
    const here = environment(3);
    expect(here).toMatchObject({
      platform: process.platform,
      arch: process.arch,
      node: process.versions.node,
      threads: 3,
    });
    expect(here.cpu.cores).toBeGreaterThan(0);
    expect(machineOf(here)).toEqual({
      platform: here.platform,
      arch: here.arch,
      isa: here.cpu.isa,
    });
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')('knows its sets', () => {
    expect(environment().cpu.isa).toContain('sse2');
  });
});

describe('isaOfFlags', () => {
  it('names the sets of either family', () => {
    expect(isaOfFlags(' fpu sse2 pni avx2 avx512f rdrand')).toEqual([
      'avx2',
      'avx512f',
      'sse2',
      'sse3',
    ]);
    expect(isaOfFlags('fp asimd asimdhp sve neon')).toEqual(['fp16', 'neon', 'sve']);
    expect(isaOfFlags('')).toEqual([]);
  });
});
