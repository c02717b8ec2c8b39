import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackendEntry, Finding, Measurement, RecordEntry, RunHeader } from '@rectify/record';
import { afterAll, describe, expect, it } from 'vitest';
import { environment } from '../process/environment.ts';
import { readRecord, readUnfinished } from './read.ts';
import { openRecord } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'rectify-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run: RunHeader = {
  command: 'rectify verify',
  seed: '1',
  depth: 'smoke',
  level: 'should',
  shard: null,
  stride: 1,
  spec: '2026.11',
  started: '2026-11-21T08:00:00Z',
  environment: environment(),
};
const finding: Finding = {
  backend: 'a',
  op: 'relu',
  pass: 'vjp',
  dtype: 'float32',
  origin: 'native',
  clause: 'relu/vjp/nan',
  level: 'may',
  verdict: 'violates',
  outcome: 'skip',
  tested: 3,
  violations: 1,
  witness: { x: '0x7fc00000', dy: null, got: null, due: null, ulp: NaN, lane: null, note: 'NaN' },
  maxUlp: Infinity,
  intervals: 0,
  ranges: [],
  behaviour: 'NaN',
  message: '-Infinity',
  deviation: null,
};
const measurement: Measurement = {
  backend: 'a',
  op: 'relu',
  pass: 'vjp',
  dtype: 'float32',
  length: 8,
  inputs: 'mixed',
  threads: 1,
  mode: 'run',
  nsPerElement: 1.5,
  low: -Infinity,
  high: Infinity,
  gbPerSecond: Infinity,
  copyRatio: NaN,
  copyShare: NaN,
  fillNs: 0,
  readNs: 0,
  fastestRatio: 1,
  samples: 3,
  rounds: 1,
  steadyRounds: 1,
  warmupSamples: 0,
  outliers: 0,
  drift: 0,
  bimodal: null,
  collectionsPerThousand: 0,
  collectingShare: 0,
  overhead: 0,
  deadCode: false,
};
const backend: BackendEntry = {
  id: 'a',
  runtime: 'a',
  name: 'A',
  version: '1.0.0',
  device: 'cpu',
  threads: 1,
  available: true,
  note: null,
};
const entries: readonly RecordEntry[] = [
  { kind: 'backend', backend },
  { kind: 'finding', finding },
  { kind: 'measurement', measurement },
];

function written(name: string): string {
  const path = join(folder, name);
  const record = openRecord(path, run);
  for (const entry of entries) record.append(entry);
  record.close({ interrupted: false, entries });
  return path;
}

describe('records', () => {
  it('come back as they were written, NaN and ∞ included, and words that look like them', () => {
    expect(readRecord(written('whole'))).toEqual({ run, entries, interrupted: false });
  });

  it('are written as the run goes on', () => {
    const path = join(folder, 'open');
    const record = openRecord(path, run);
    record.append({ kind: 'finding', finding });
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"maxUlp":"Infinity"');
    expect(() => readRecord(path)).toThrow(/truncated/);
    record.close({ interrupted: true });
    expect(readRecord(path).interrupted).toBe(true);
  });

  it('can be gone on with when they were cut off', () => {
    const path = join(folder, 'cut');
    const record = openRecord(path, run);
    record.append({ kind: 'finding', finding });
    appendFileSync(path, '{"kind":"measu');
    const left = readUnfinished(path);
    expect(left).toEqual({ run, entries: [{ kind: 'finding', finding }], interrupted: true });
    openRecord(path, run, left.entries).close({ interrupted: true });
    expect(readRecord(path).entries).toEqual(left.entries);
  });

  it('are refused when they cannot be written, before anything is run', () => {
    for (const path of [join(folder, 'no', 'such'), folder])
      expect(() => openRecord(path, run)).toThrow(
        expect.objectContaining({ code: 'OUTPUT_UNWRITABLE' }),
      );
  });

  it('are refused when they are not there, or not whole', () => {
    expect(() => readRecord(join(folder, 'nowhere'))).toThrow(/no such file/);
    appendFileSync(written('whole'), '{"kind":"finding"');
    expect(() => readRecord(join(folder, 'whole'))).toThrow(/footer, and more comes after/);
  });
});
