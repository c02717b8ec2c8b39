import type { Deviation } from '@rectify/backend';
import { floatTypes } from '@rectify/float';
import type { Report } from '@rectify/record';
import { countOutcomes } from '@rectify/record';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleReport } from '../fixtures/sample.ts';
import { ansi, unstyled } from '../words/style.ts';
import { parseWitness } from '../words/witness.ts';
import { render } from './index.ts';

const options = { width: 110, style: unstyled };
const show = (report: Report): string => render('pretty', report, options);

let report: Report;
beforeAll(async () => {
  report = await sampleReport();
});

describe('pretty', () => {
  it('has grade and worst error in the cell of a kernel', () => {
    const [profile] = report.profiles;
    const row = /^ {2}sigmoid forward +(.*)$/m.exec(show(report))?.[1];
    expect(row).toContain(`${profile?.grade} `);
    expect(row).toContain(' ftz)');
    expect(row).toMatch(/error$/);
  });

  it('says why a kernel is not there', () => {
    expect(show(report)).toMatch(/^ {2}sigmoid vjp +– no-vjp$/m);
    expect(show(report)).toContain('lossy has no sigmoid vjp: no-vjp: it has no gradients');
    expect(show(report)).toContain('dying  not available: no such library');
  });

  it('shows each failure with a witness in decimal and bits, and how to see it again', () => {
    const failed = report.findings.filter(({ outcome }) => outcome === 'fail');
    const text = show(report);
    expect(failed.length).toBeGreaterThan(0);
    expect(text).toContain(`Failures (${failed.length})`);
    for (const { clause, level, violations, tested, witness } of failed) {
      expect(text).toContain(`lossy ${clause} (${level}): ${violations} of ${tested}`);
      expect(text).toContain(` ${witness?.got}`);
      const word = `lossy:sigmoid/forward/float32:${witness?.x}`;
      expect(text).toContain(`rectify repro '${word}`);
      expect(parseWitness(word).inputs).toMatchObject([{ x: witness?.x }]);
      const decimal = floatTypes.float32.codec.decode(Number(witness?.x));
      expect(text).toContain(`x = ${Number(decimal.toPrecision(9)) === decimal ? decimal : ''}`);
    }
  });

  it('shows it with the command of a harness, and with the threads of the run', () => {
    const { run, backends } = report;
    const argument = 'exec:python3 lossy.py';
    const other: Report = {
      ...report,
      run: { ...run, environment: { ...run.environment, threads: 4 } },
      backends: backends.map((one) => (one.id === 'lossy' ? { ...one, argument } : one)),
    };
    expect(show(other)).toMatch(/rectify repro '[^']+' 'exec:python3 lossy.py' --threads 4$/m);
  });

  it('has no command for what does not show again', () => {
    const findings = report.findings.map((one) =>
      one.witness === null ? one : { ...one, witness: { ...one.witness, reproduces: false } },
    );
    expect(show({ ...report, findings })).not.toContain('rectify repro');
  });

  it('gathers known deviations under their reason, with the link once', async () => {
    const all = report.findings.filter(({ outcome }) => outcome === 'fail');
    const deviations: readonly Deviation[] = all.map(({ clause }) => ({
      clause,
      versions: '*',
      reason: 'the exponential is cut off at -87',
      url: 'https://example.org/1',
    }));
    const known = await sampleReport(deviations);
    const text = show(known);
    expect(known.summary.fail).toBe(0);
    expect(text).toContain(`Known deviations (${all.length})`);
    expect(text).not.toContain('Failures');
    expect(text.split('the exponential is cut off at -87')).toHaveLength(2);
    expect(text.split('https://example.org/1')).toHaveLength(2);
    for (const { clause } of all) expect(text).toContain(clause);
  });

  it('says once what killed a kernel', () => {
    const text = show(report);
    expect(text.split('the process died of SIGKILL')).toHaveLength(2);
    expect(text).toContain(`Errors (${report.summary.error})`);
  });

  it('says how many expectations share a reason, and what they excuse', () => {
    const excused = (isListed: boolean): Report => ({
      ...report,
      findings: report.findings.slice(0, 5).map((one, i) => ({
        ...one,
        verdict: 'violates' as const,
        outcome: 'known' as const,
        deviation: { reason: 'it rounds twice', url: null },
        ...(isListed ? { location: { file: 'mine.jsonc', line: i + 1, entry: i >> 1 } } : {}),
      })),
    });
    const said = 'this reason stands in 3 expectations and excuses 5 findings';
    expect(show(excused(true)).replaceAll(/\s+/g, ' ').split(said)).toHaveLength(2);
    for (const format of ['markdown', 'junit', 'tap'] as const)
      expect(render(format, excused(true), { width: 100, style: unstyled })).toContain(said);
    // What does not stand in a file was not pasted there.
    expect(show(excused(false))).not.toContain('this reason stands');
  });

  it('shows a stale deviation as what is no longer true', () => {
    const findings = report.findings.map((one, i) =>
      i === 0
        ? { ...one, outcome: 'stale' as const, deviation: { reason: 'was so', url: null } }
        : one,
    );
    const text = show({ ...report, findings, summary: countOutcomes(findings) });
    expect(text).toContain('Stale deviations (1)');
    expect(text).toContain('no longer true: was so');
  });

  it('shows speed with interval and multiple of a copy, and what was not timed', () => {
    const text = show(report);
    expect(text).toMatch(/sigmoid forward +1024 +1\.25 ±4% 6\.40 11% 1\.00×/);
    expect(text).toMatch(/sigmoid forward +1024 +2\.50 ±4% 6\.40 11% 1\.00×/);
    expect(text).toMatch(/^ {2}sigmoid forward +lossy +█+.? 11%$/m);
    expect(text).toContain('dying sigmoid forward: it fails sigmoid/forward/nan');
    expect(text).toContain('lossy sigmoid vjp: no answer within 30000 ms');
  });

  it('says what there is to say against a figure, and shows what follows from several', () => {
    const [first] = report.measurements;
    if (first === undefined) throw new Error('the sample has no measurement');
    const doubtful = {
      ...first,
      steadyRounds: 0,
      drift: 0.2,
      bimodal: { fast: 10, slow: 13, slowShare: 0.4 },
    };
    const { length: _, ...kernel } = first;
    const cell = { ...first, ratio: 8, low: 7.2, high: 8.8 };
    const text = show({
      ...report,
      measurements: [doubtful],
      crossings: [{ ...first, nsPerElement: 1.5, low: 1, high: 2, share: 0.6 }],
      growths: [
        {
          ...kernel,
          callNs: 2500,
          elementNs: 1.25,
          residuals: [{ length: 1024, relative: -0.07 }],
        },
      ],
      inputRatios: [{ ...cell, inputs: 'subnormal' }],
      threadRatios: [{ ...cell, threads: 2, ratio: 0.5, low: 0.45, high: 0.55 }],
    });
    expect(text.replaceAll(/\n */g, ' ')).toContain(
      'lossy sigmoid forward: run of 1024: steady in 0 of 2 processes within the time; drifts by 20% from first to last; has two speeds, 30% apart, the slower in 40%',
    );
    expect(text).toMatch(/sigmoid forward +1024 +1\.50 ±0\.500 60%/);
    expect(text).toMatch(/sigmoid forward +2\.50 µs \+ 1\.25 ±7%/);
    expect(text).toMatch(/sigmoid forward +1024 +8\.00× ±10%/);
    expect(text).toMatch(/sigmoid forward +1024 +0\.500× ±10%/);
  });

  it('leaves out what there is none of', () => {
    const none = { measurements: [], refusals: [], failures: [], findings: [], profiles: [] };
    const bare: Report = { ...report, ...none };
    const text = show(bare);
    for (const title of [
      'Failures',
      'Known',
      'Stale',
      'Errors',
      'Speed',
      'Not timed',
      'Broke down',
      'Conformance',
      'pass',
    ])
      expect(text).not.toContain(title);
  });

  it('says when it was interrupted', () => {
    expect(show(report)).not.toContain('Interrupted');
    expect(show({ ...report, run: { ...report.run, interrupted: true } })).toMatch(/^Interrupted/);
  });

  it('colours nothing but what the style colours', () => {
    const text = show(report);
    expect(text).not.toContain('\u001b');
    const coloured = render('pretty', report, { width: 110, style: ansi });
    expect(coloured).toContain('\u001b[31m');
    // eslint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(text);
  });
});

describe('width', () => {
  it.each([80, 100, 120])('%d columns hold every table', (width) => {
    const ids = [
      'ts',
      'tfjs-cpu',
      'tfjs-wasm',
      'tfjs-node',
      'ort-node',
      'torch',
      'jax',
      'onnx',
      'mlx',
    ];
    const wide: Report = {
      ...report,
      findings: ids.flatMap((backend) => report.findings.map((one) => ({ ...one, backend }))),
      profiles: ids.flatMap((backend) => report.profiles.map((one) => ({ ...one, backend }))),
      measurements: ids.flatMap((backend) =>
        report.measurements.map((one) => ({ ...one, backend })),
      ),
    };
    const lines = render('pretty', wide, { width, style: unstyled }).split('\n');
    for (const line of lines)
      if (!line.includes('rectify repro')) expect(line.length, line).toBeLessThanOrEqual(width);
    for (const id of ids) expect(lines.some((line) => line.split(/ +/).includes(id))).toBe(true);
  });
});
