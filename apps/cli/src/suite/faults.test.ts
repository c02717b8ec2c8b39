import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '@rectify/record';
import { writeDoubles } from '../fixtures/doubles.ts';
import { cleanUp, outside, rectify } from '../fixtures/outside.ts';

afterAll(cleanUp);

const each = (kernel: string, change: string): string =>
  `if (op + '/' + pass === '${kernel}') x.forEach((v, i) => { ${change} });`;

/** Bugs that have shipped, each with a clause that names it. */
const faults = [
  ['tanh/forward/zero', '−0 lost', each('tanh/forward', 'y[i] += 0;')],
  ['relu/forward/nan', 'NaN becomes 0', each('relu/forward', 'y[i] = v > 0 ? v : 0;')],
  [
    'sigmoid/forward/range',
    'slightly below zero in the far tail',
    each('sigmoid/forward', 'if (v < -95) y[i] = -1e-12;'),
  ],
  [
    'tanh/forward/range',
    'above one by one ULP near 9',
    each('tanh/forward', 'if (v > 8.9 && v < 9.1) y[i] = 1 + 2 ** -23;'),
  ],
  ['sigmoid/vjp/tail', 'no gradient in the tail', each('sigmoid/vjp', 'if (v > 20) y[i] = 0;')],
  [
    'tanh/forward/faithful',
    'three ULP off in a band a hundredth wide',
    each('tanh/forward', 'if (v > 2.37 && v < 2.38) y[i] += 3 * 2 ** -24;'),
  ],
  [
    'sigmoid/forward/faithful',
    'three ULP off in such a band far out',
    each('sigmoid/forward', 'if (v > -70.01 && v < -70) y[i] *= 1 + 3 * 2 ** -23;'),
  ],
  [
    'relu/forward/subnormal',
    'subnormals flushed',
    each('relu/forward', 'if (Math.abs(v) < 2 ** -126) y[i] = 0;'),
  ],
  [
    'sigmoid/forward/lanes',
    'one wrong lane at odd lengths',
    "if (op === 'sigmoid' && pass === 'forward' && x.length % 2 === 1 && x.length > 4) y[3] *= 1 + 2 ** -20;",
  ],
] as const;

async function failedClauses(module: string, op: string): Promise<readonly string[]> {
  const { out } = await rectify(['verify', module, '--op', op, '--format', 'json']);
  const { findings }: Report = JSON.parse(out);
  return findings.filter(({ outcome }) => outcome === 'fail').map(({ clause }) => clause);
}

describe('a backend from outside', () => {
  it.each(['relu', 'sigmoid', 'tanh'])('that is right about %s fails nothing', async (op) => {
    expect(await failedClauses(writeDoubles(outside(), 'right', ''), op)).toEqual([]);
  });

  it.each(faults)('fails %s: %s', async (clause, _, fault) => {
    const module = writeDoubles(outside(), 'faulty', fault);
    expect(await failedClauses(module, clause.split('/')[0] ?? '')).toContain(clause);
  });
});
