import type { Report } from '@rectify/record';
import { XmlDocument } from 'libxml2-wasm';
import { beforeAll, expect, it } from 'vitest';
import { badgesOf } from './badges.ts';
import { sampleReport } from './fixtures/sample.ts';

let report: Report;
beforeAll(async () => {
  report = await sampleReport();
});

it('is the worst grade of an op, for shields and as a picture', () => {
  const [profile] = report.profiles;
  if (profile === undefined) throw new Error('the sample has a profile');
  const best = { ...profile, grade: 'AAA' } as const;
  const shown = badgesOf({
    ...report,
    findings: [],
    profiles: [best, { ...best, pass: 'vjp', grade: 'A' }],
  });
  expect(shown.map(({ name }) => name)).toEqual(['lossy-sigmoid']);
  expect(JSON.parse(shown[0]?.endpoint ?? '')).toEqual({
    schemaVersion: 1,
    label: 'sigmoid',
    message: 'A sampled',
    color: 'yellow',
  });
  const svg = XmlDocument.fromString(shown[0]?.picture ?? '');
  expect(svg.root.name).toBe('svg');
  expect(svg.root.attr('aria-label')?.value).toBe('sigmoid: A sampled');
});

it('says error where a kernel broke down, with a grade or without', () => {
  const messages = badgesOf(report).map(({ name, endpoint }) => [
    name,
    JSON.parse(endpoint).message,
  ]);
  expect(messages).toEqual([
    ['lossy-sigmoid', `${report.profiles[0]?.grade} sampled`],
    ['dying-sigmoid', 'error'],
  ]);
});

it('has names that stay in their folder', () => {
  const backend = '../../../etc/cron.d/x\n"<svg>';
  const profiles = report.profiles.map((one) => ({ ...one, backend }));
  const [badge] = badgesOf({ ...report, findings: [], profiles });
  expect(badge?.name).toBe('-..-..-etc-cron.d-x-svg--sigmoid');
});
