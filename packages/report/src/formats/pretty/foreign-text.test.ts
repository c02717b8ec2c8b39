import { formatHex } from '@rectify/float';
import type { Report } from '@rectify/record';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { sampleReport } from '../../fixtures/sample.ts';
import { unstyled } from '../../words/style.ts';
import { render } from '../index.ts';

const show = (report: Report): string => render('pretty', report, { width: 110, style: unstyled });

let report: Report;
beforeAll(async () => {
  report = await sampleReport();
});

it('neutralises every foreign text', () => {
  const hostile = '\u001b]0;owned\u0007\u202e\r\n\u0000';
  const bits = formatHex('float32', 1);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (random) => {
      const text = hostile + random;
      const findings = report.findings.map((one) => ({
        ...one,
        backend: text,
        clause: text,
        message: text,
        behaviour: text,
        deviation: { reason: text, url: text },
        witness: { x: bits, dy: null, got: bits, due: null, ulp: null, lane: null, note: text },
      }));
      const shown = show({
        ...report,
        run: {
          ...report.run,
          command: text,
          environment: { ...report.run.environment, libc: text },
        },
        backends: report.backends.map((one) => ({ ...one, id: text, name: text, note: text })),
        findings,
        profiles: report.profiles.map((one) => ({ ...one, backend: text })),
        measurements: report.measurements.map((one) => ({ ...one, backend: text })),
        refusals: report.refusals.map((one) => ({ ...one, backend: text, reason: text })),
      });
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    }),
    { numRuns: 10 },
  );
});
