import type { Report } from '@rectify/record';
import { reportLineSchema, reportSchema } from '@rectify/record';
import shippedLine from '@rectify/record/report-line.schema.json' with { type: 'json' };
import shipped from '@rectify/record/report.schema.json' with { type: 'json' };
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sampleReport } from '../fixtures/sample.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';

let report: Report;
beforeAll(async () => {
  report = await sampleReport();
});

// Formats are notes in this draft; the pattern beside each is what is held to.
const parseReport = (text: string): Report => reportSchema.parse(JSON.parse(text));
const valid = new Ajv2020({ validateFormats: false }).compile(shipped);

it('a rendered document is valid after the shipped schema, in another validator', () => {
  expect(valid(JSON.parse(json.report(report))), JSON.stringify(valid.errors)).toBe(true);
});

it('a rendered document is read back as it was', () => {
  expect(parseReport(json.report(report))).toEqual(report);
});

it('each line of a stream is valid after its schema, and together they are the document', () => {
  const validLine = new Ajv2020({ validateFormats: false }).compile(shippedLine);
  const lines: readonly unknown[] = jsonl
    .report(report)
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  for (const line of lines) expect(validLine(line), JSON.stringify(validLine.errors)).toBe(true);
  expect(validLine({ kind: 'surprise' })).toBe(false);
  const read = lines.map((line) => reportLineSchema.parse(line));
  expect(read[0]).toEqual({ kind: 'run', schema: report.schema, run: report.run });
  expect(read.at(-1)).toEqual({ kind: 'summary', summary: report.summary });
  // Every list of the document, whatever is added to it, is there under its kind.
  for (const [list, entries] of Object.entries(report).filter(([, one]) => Array.isArray(one))) {
    const kind = list.replace(/s$/, '');
    const own = read.filter((line) => line.kind === kind);
    expect(
      own.map((line) => Object.entries(line).find(([key]) => key === kind)?.[1]),
      list,
    ).toEqual(entries);
  }
});

it('NaN and the infinities survive, as strings', () => {
  const [first, ...rest] = report.measurements;
  if (first === undefined) throw new Error('the sample has measurements');
  const odd = { ...first, nsPerElement: NaN, low: -Infinity, high: Infinity };
  const text = json.report({ ...report, measurements: [odd, ...rest] });
  expect(text).toContain('"nsPerElement": "NaN"');
  expect(text).toContain('"low": "-Infinity"');
  expect(valid(JSON.parse(text))).toBe(true);
  expect(parseReport(text).measurements[0]).toEqual(odd);
});

describe('what is no report', () => {
  it.each([
    ['a level that does not exist', '"level": "should"', '"level": "could"'],
    ['bits in upper case', /"x": "0x[^"]*"/, '"x": "0xC2B00000"'],
    ['a negative count', /"tested": \d+/, '"tested": -1'],
    ['another version', 'rectify/report@1', 'rectify/report@9'],
    ['a number as other text', /"maxUlp": [\d.]+/, '"maxUlp": "many"'],
  ])('%s', (_, from, to) => {
    const text = json.report(report);
    const wrong = text.replace(from, to);
    expect(wrong).not.toBe(text);
    expect(valid(JSON.parse(wrong))).toBe(false);
    expect(() => parseReport(wrong)).toThrow(z.ZodError);
  });

  it('properties that a later version adds are let through', () => {
    const later: unknown = JSON.parse(json.report(report).replace('{', '{ "later": 1,'));
    expect(valid(later)).toBe(true);
    expect(reportSchema.parse(later)).toEqual(report);
  });
});
