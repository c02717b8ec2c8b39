import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import { jsonSchemas } from './json-schema.ts';

const schemas = jsonSchemas();
const root = join(import.meta.dirname, '../../..');
const shipped = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../schema', file), 'utf8'));

/** Holds documents against a shipped schema, in another validator. Formats are notes in this draft. */
function validator(file: string): (document: unknown) => void {
  const valid = new Ajv2020({ validateFormats: false }).compile(schemas[file] ?? {});
  return (document) => expect(valid(document), JSON.stringify(valid.errors)).toBe(true);
}

it.each(Object.keys(schemas))('%s is what `generate` makes', (file) => {
  expect(shipped(file)).toEqual(schemas[file]);
});

it('every shipped schema is generated', () => {
  const files = globSync('*.json', { cwd: join(import.meta.dirname, '../schema') });
  expect(files.toSorted()).toEqual(Object.keys(schemas).toSorted());
});

describe('what is committed is valid', () => {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  test('the self-test', () => {
    validator('self-test.schema.json')(JSON.parse(read('records/self-test.json')));
  });
  test('reports of ranked runs', () => {
    const files = globSync('records/ranking/*.json', { cwd: root });
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) validator('report.schema.json')(JSON.parse(read(file)));
  });
  const records = globSync('records/*/*/*.jsonl', { cwd: root });
  test.each(records)('%s, line by line', (file) => {
    const check = validator('record-line.schema.json');
    for (const line of read(file).trimEnd().split('\n')) check(JSON.parse(line));
  });
});
