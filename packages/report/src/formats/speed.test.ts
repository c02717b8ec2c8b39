import type { Measurement, Report } from '@rectify/record';
import { describe, expect, it } from 'vitest';
import { sampleReport } from '../fixtures/sample.ts';
import { cmpTable } from '../tables/cmp.ts';
import { rankTable } from '../tables/rank.ts';
import { unstyled } from '../words/style.ts';
import { formats, render } from './index.ts';

const options = { width: 110, style: unstyled };
const sample: Report = { ...(await sampleReport()), findings: [], profiles: [] };
const [first] = sample.measurements;
if (first === undefined) throw new Error('the sample has no measurement');
const { length: _, ...kernel } = first;
const show = (report: Partial<Report>): string =>
  render('pretty', { ...sample, ...report }, options);

/** A report with every figure of speed that there is. */
const full: Report = {
  ...sample,
  measurements: [
    { ...first, selfTimed: { spentNs: 1e7, wallNs: 1e9, checked: false } },
    { ...first, backend: 'other', bimodal: { fast: 1, slow: 2, slowShare: 0.5 }, drift: 0.2 },
    { ...first, length: 4096, collectingShare: 0.5, outliers: 30 },
    { ...first, mode: 'roundtrip' },
  ],
  crossings: [{ ...first, share: 0.6 }],
  growths: [
    { ...kernel, callNs: 25, elementNs: 1.25, residuals: [{ length: 1024, relative: -0.07 }] },
  ],
  inputRatios: [{ ...first, ratio: 8, inputs: 'subnormal' }],
  threadRatios: [{ ...first, ratio: 0.5, threads: 2 }],
};

const counts = 'length threads rounds samples steadyRounds warmupSamples outliers'.split(' ');

/** The report with a number in the place of each of its figures. */
function withFigures(value: number): Report {
  const changed = <T>(entries: readonly T[]): readonly T[] =>
    JSON.parse(JSON.stringify(entries), (key, one: unknown) =>
      typeof one === 'number' && !counts.includes(key) ? value : one,
    );
  const { measurements, crossings = [], growths = [], inputRatios = [] } = full;
  return {
    ...full,
    measurements: changed(measurements),
    crossings: changed(crossings),
    growths: changed(growths),
    inputRatios: changed(inputRatios),
    threadRatios: changed(full.threadRatios ?? []),
  };
}

describe('whatever the figures are, no text says NaN or Infinity', () => {
  const texts = formats.filter((one) => !['json', 'jsonl'].includes(one));
  it.each([NaN, Infinity, -Infinity, 0, -1, 5e-324, Number.MAX_VALUE])('%s', (value) => {
    const report = withFigures(value);
    for (const format of texts)
      expect(render(format, report, options), format).not.toMatch(/NaN|Infinity/);
    const sources = [{ file: 'one.jsonl', report }];
    for (const table of [cmpTable(sources), rankTable(sources)])
      expect(table.text(options)).not.toMatch(/NaN|Infinity/);
  });
});

describe('an estimate of one process has no interval', () => {
  it.each([
    [1.5, 0.6, '1.50 ±? 60%'],
    [-0.25, -0.1, '0 ±? 0%'],
  ])('crossing costs %s', (ns, share, text) => {
    const one = { ...first, nsPerElement: ns, low: ns, high: ns, share };
    expect(show({ crossings: [one] })).toContain(text);
  });

  it('ratios', () => {
    const one = { ...first, inputs: 'subnormal', ratio: 8, low: 8, high: 8 } as const;
    expect(show({ inputRatios: [one] })).toContain('8.00× ±?');
  });
});

describe('a backend that timed itself', () => {
  const selfTimed = { spentNs: 2e8, wallNs: 2.1e8, checked: true };
  const own = (one: Partial<Measurement['selfTimed']>): readonly Measurement[] => [
    { ...first, selfTimed: { ...selfTimed, ...one } },
  ];

  it('is marked where nothing here bounds it but the time that passed', () => {
    expect(show({ measurements: own({}) })).not.toContain('timed by itself');
    const unchecked = { ...sample, measurements: own({ checked: false }) };
    expect(show(unchecked)).toMatch(/1\.00× timed by itself/);
    const sources = [{ file: 'one.jsonl', report: unchecked }];
    for (const table of [cmpTable(sources), rankTable(sources)])
      expect(table.text(options)).toContain('timed by itself');
  });

  it('is said to disagree where its clock leaves out most of the time', () => {
    expect(show({ measurements: own({}) })).not.toContain('by its clock');
    expect(show({ measurements: own({ wallNs: 2e9 }) }).replaceAll(/\n */g, ' ')).toContain(
      'run of 1024: timed by itself, 200 ms by its clock of 2000 ms that passed',
    );
  });
});
