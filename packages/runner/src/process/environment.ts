import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Machine } from '@rectify/conformance';
import type { Environment } from '@rectify/record';

/** Instruction sets by which runtimes choose their kernels, by the names that Linux gives them. */
const x86Sets = new Set(
  'sse2 sse3 ssse3 sse4_1 sse4_2 avx avx2 fma f16c avx_vnni avx512f avx512bw avx512cd avx512dq avx512vl avx512_bf16 avx512_fp16 avx512_vnni amx_tile amx_bf16 amx_int8'.split(
    ' ',
  ),
);
/** The same of Arm; Linux names the vector set that every 64-bit Arm has `asimd`. */
const armSets = new Map([
  ['asimd', 'neon'],
  ['neon', 'neon'],
  ['asimdhp', 'fp16'],
  ['asimddp', 'dotprod'],
  ['bf16', 'bf16'],
  ['i8mm', 'i8mm'],
  ['sve', 'sve'],
  ['sve2', 'sve2'],
]);

/** Instruction sets of interest in a list of CPU flags as /proc/cpuinfo writes it. */
export function isaOfFlags(flags: string): readonly string[] {
  const found = flags
    .trim()
    .split(/\s+/)
    .flatMap((flag) => {
      // Linux calls SSE3 by its code name.
      const name = flag === 'pni' ? 'sse3' : flag;
      const arm = armSets.get(name);
      return x86Sets.has(name) ? [name] : arm === undefined ? [] : [arm];
    });
  return [...new Set(found)].toSorted();
}

function readIsa(): readonly string[] {
  try {
    if (process.platform === 'linux') {
      const match = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'));
      return match === null ? [] : isaOfFlags(match[1] ?? '');
    }
    if (process.platform === 'darwin') {
      // Apple's chips have NEON by their architecture; Intel's list their sets in two places.
      if (process.arch === 'arm64') return ['neon'];
      const names = ['machdep.cpu.features', 'machdep.cpu.leaf7_features'];
      const text = execFileSync('sysctl', ['-n', ...names], { encoding: 'utf8', timeout: 2000 });
      return isaOfFlags(
        text
          .toLowerCase()
          .replaceAll(/avx1\.0/g, 'avx')
          .replaceAll('.', '_'),
      );
    }
  } catch {
    // No such file or program here: the sets are unknown, which an empty list says.
  }
  return [];
}

function libcName(): string | null {
  const report = process.report?.getReport();
  const header: unknown = report instanceof Object && 'header' in report ? report.header : null;
  return header instanceof Object &&
    'glibcVersionRuntime' in header &&
    typeof header.glibcVersionRuntime === 'string'
    ? `glibc ${header.glibcVersionRuntime}`
    : null;
}

/** What this process runs on. `threads` is what kernels are given, not what there is. */
export function environment(threads = 1): Environment {
  const cpus = os.cpus();
  return {
    cpu: { model: cpus[0]?.model.trim() ?? 'unknown', cores: cpus.length, isa: readIsa() },
    platform: process.platform,
    arch: process.arch,
    osRelease: os.release(),
    libc: libcName(),
    node: process.versions.node,
    v8: process.versions.v8,
    threads,
  };
}

/** What a deviation's conditions are held against. */
export function machineOf({ platform, arch, cpu }: Environment): Machine {
  return { platform, arch, isa: cpu.isa };
}
