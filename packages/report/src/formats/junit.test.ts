import type { Report } from '@rectify/record';
import { readFileSync } from 'node:fs';
import type { XmlElement } from 'libxml2-wasm';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { beforeAll, expect, it } from 'vitest';
import { everyOutcome } from '../fixtures/every.ts';
import { junit } from './junit.ts';

const xsd = readFileSync(new URL('../fixtures/junit.xsd', import.meta.url), 'utf8');
const validator = XsdValidator.fromDoc(XmlDocument.fromString(xsd));

let report: Report;
let document: XmlDocument;
beforeAll(async () => {
  report = await everyOutcome();
  document = XmlDocument.fromString(junit.report(report));
});

const count = (xpath: string): number => document.find(xpath).length;
const text = (xpath: string): string => document.get(xpath)?.content ?? '';

it('is valid after the schema that Jenkins publishes', () => {
  validator.validate(document);
  const wrong = junit.report(report).replace('<testcase name=', '<testcase title=');
  expect(() => validator.validate(XmlDocument.fromString(wrong))).toThrow(/title/);
});

it('counts as the report does: what fails the run fails here, what is known is skipped', () => {
  const { fail, stale, known, skip, error } = report.summary;
  // Beside the findings: a refusal, a failure while timing, a kernel that was timed, an absent backend.
  expect(count('//failure')).toBe(fail + stale + 1);
  expect(count('//error')).toBe(error + 1);
  expect(count('//skipped')).toBe(known + skip + 1);
  expect(count('//testcase')).toBe(report.findings.length + 4);
});

it('gives each suite its own counts', () => {
  for (const suite of document.find('/testsuites/testsuite')) {
    const own = (xpath: string): string => String((suite as XmlElement).find(xpath).length);
    const said = (name: string): string | undefined => (suite as XmlElement).attr(name)?.value;
    expect(said('tests')).toBe(own('testcase'));
    expect(said('failures')).toBe(own('testcase/failure'));
    expect(said('errors')).toBe(own('testcase/error'));
    expect(said('skipped')).toBe(own('testcase/skipped'));
  }
});

it('says why', () => {
  expect(text('//failure[@type="fail"]')).toMatch(
    /violated by \d+ of \d+[^]*x = [^]*rectify repro '/,
  );
  expect(text('//failure[@type="stale"]')).toMatch(/no longer true[^]*expect ations\.jsonc:7$/);
  expect(text('//testcase[@name="sigmoid/forward/nan"]/error')).toContain(
    'the process died of SIGKILL',
  );
  expect(text('//testcase[starts-with(skipped, "known")]/skipped')).toContain(
    'known deviation: the exponential is cut off\nhttps://example.org/1',
  );
});
