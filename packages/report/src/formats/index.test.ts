import { isSuiteError } from '@rectify/backend';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { diffReports } from '../diff/compare.ts';
import { tanhReport } from '../fixtures/tanh.ts';
import { unstyled } from '../words/style.ts';
import { formats, plotFormats, renderDiff, tableFormats } from './index.ts';

it('has a row for each file of this folder', () => {
  const files = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.endsWith('.test.ts'))
    .map(({ name }) => name.replace(/\.ts$/, ''));
  expect([...formats, 'index', 'row'].toSorted()).toEqual(files.toSorted());
});

it('derives from the rows what shows tables and plots', () => {
  expect(tableFormats).toEqual(['pretty', 'json']);
  expect(plotFormats).toEqual(['pretty', 'svg']);
});

it('says why a format has no diff', async () => {
  const report = await tanhReport({});
  const diff = diffReports(report, report);
  const options = { width: 110, style: unstyled, fails: () => false };
  expect(() => renderDiff('svg', diff, options)).toThrow(
    expect.toSatisfy((error) => isSuiteError(error) && error.code === 'USAGE'),
  );
});
