import type { Report } from '@rectify/record';
import { reportLineSchema, reportSchema } from '@rectify/record';
import { XmlDocument } from 'libxml2-wasm';
import * as fc from 'fast-check';
import { Parser } from 'tap-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { badgesOf } from '../badges.ts';
import { everyOutcome } from '../fixtures/every.ts';
import { readMarkdown } from '../fixtures/markdown.ts';
import { readSarif } from '../fixtures/sarif.ts';
import { readCommands } from '../fixtures/workflow-commands.ts';
import { unstyled } from '../words/style.ts';
import type { Format } from './index.ts';
import { formats, render } from './index.ts';

let sample: Report;
beforeAll(async () => {
  const report = await everyOutcome();
  const outcomes = ['pass', 'fail', 'known', 'stale', 'skip', 'error'] as const;
  const findings = outcomes.flatMap((outcome) =>
    report.findings.filter((one) => one.outcome === outcome).slice(0, 2),
  );
  sample = { ...report, findings };
});

/** The sample with a text in every place that another hand may fill. */
function withText(text: string): Report {
  const { run, backends, findings, profiles, measurements, refusals, failures } = sample;
  const { environment } = run;
  return {
    ...sample,
    run: {
      ...run,
      command: text,
      seed: text,
      spec: text,
      environment: {
        ...environment,
        cpu: { ...environment.cpu, model: text, isa: [text] },
        platform: text,
        arch: text,
        osRelease: text,
        libc: text,
        node: text,
        v8: text,
      },
    },
    backends: backends.map((one) => ({
      ...one,
      id: text,
      runtime: text,
      name: text,
      version: text,
      device: text,
      note: text,
    })),
    findings: findings.map((one) => ({
      ...one,
      backend: text,
      clause: text,
      behaviour: text,
      message: text,
      deviation: { reason: text, url: text },
      location: { file: text, line: 3 },
      witness: one.witness === null ? null : { ...one.witness, note: text },
    })),
    profiles: profiles.map((one) => ({ ...one, backend: text })),
    measurements: measurements.map((one) => ({ ...one, backend: text })),
    comparisons: [],
    refusals: refusals.map((one) => ({ ...one, backend: text, reason: text })),
    failures: failures.map((one) => ({ ...one, backend: text, message: text })),
  };
}

const fragments: readonly string[] = [
  ['\n', '\r\n', '\r', '\t', ' ', '    ', '\u00a0', '\u0000', '\u0085', '\u2028', '\u2029'],
  ['\u001b[31m', '\u001b]0;owned\u0007', '\u009b31m', '\u202e', '\u200b', '\ud800', '\uffff'],
  ['::error::x', '::set-output name=a::b', '::add-mask::x', ':', '##[error]x', '%0A', '%'],
  ['##vso[task.complete]', '##teamcity[x]', '#', '# TODO', '# SKIP', 'not ok 1', 'Bail out!'],
  ['1..2', '---', '...', 'TAP version 14', '<script>alert(1)</script>', '<!--', '</testcase>'],
  [']]>', '&', '&amp;', '&#0;', '"', "'", '<', '|', '\\', '\\|', '`', '```', '~~~', '**', '_'],
  ['[x](y)', '![x](y)', '[^1]', '{0}', '$x$', '- ', '> ', '1. ', '=', '@name', 'www.example.org'],
  ['https://example.org/<b>', '../', 'ts', 'words'],
].flat();
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''));

const show = (format: Format, report: Report): string =>
  render(format, report, { width: 110, style: unstyled });

/** Holds a format against hostile texts: what it is given is the output, the report and the text. */
function holds(format: Format, demand: (output: string, report: Report) => void): void {
  fc.assert(
    fc.property(hostile, (text) => {
      const report = withText(text);
      demand(show(format, report), report);
    }),
    { numRuns: 60 },
  );
}

describe.each(formats)('%s', (format) => {
  it('has no character that a terminal obeys', () => {
    holds(format, (output) => {
      expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
    });
  });

  it('has no command to a log reader but its own', () => {
    holds(format, (output) => {
      const commands = readCommands(output);
      const lines = output === '' ? 0 : output.trimEnd().split('\n').length;
      expect(commands).toHaveLength(format === 'github' ? lines : 0);
      expect(commands.every(({ name }) => name === 'error' || name === 'notice')).toBe(true);
      expect(output).not.toMatch(/##\w*\[/);
    });
  });
});

it('github has as many annotations as for harmless texts', () => {
  const expected = readCommands(show('github', withText('words'))).length;
  holds('github', (output) => {
    const commands = readCommands(output);
    expect(commands).toHaveLength(expected);
    for (const { properties } of commands)
      expect(Object.keys(properties).join()).toMatch(/^(?:file,line,)?title$/);
  });
});

it('json and jsonl keep every text as it is', () => {
  holds('json', (output, report) => {
    expect(reportSchema.parse(JSON.parse(output))).toEqual(report);
  });
  holds('jsonl', (output, report) => {
    const lines = output.trimEnd().split('\n');
    const findings = lines
      .map((line) => reportLineSchema.parse(JSON.parse(line)))
      .flatMap((line) => (line.kind === 'finding' ? [line.finding] : []));
    expect(findings).toEqual(report.findings);
  });
});

it('junit stays well-formed, with a test case for each clause', () => {
  const count = (output: string, path: string): number => {
    const document = XmlDocument.fromString(output);
    const found = document.find(path).length;
    document.dispose();
    return found;
  };
  const paths = ['//testcase', '//failure', '//error', '//skipped'];
  const expected = paths.map((path) => count(show('junit', withText('words')), path));
  holds('junit', (output) => {
    expect(paths.map((path) => count(output, path))).toEqual(expected);
  });
});

it('tap stays readable, with the same points and directives', () => {
  const read = (output: string): readonly unknown[] =>
    Parser.parse(output, { strict: true }).flatMap(([kind, value]) =>
      kind === 'assert'
        ? [[value.ok, Boolean(value.todo), Boolean(value.skip), value.diag?.severity]]
        : kind === 'extra' || kind === 'bailout'
          ? [[kind, value]]
          : [],
    );
  const expected = read(show('tap', withText('words')));
  expect(expected).toHaveLength(sample.findings.length + 4);
  holds('tap', (output) => {
    expect(read(output)).toEqual(expected);
  });
});

it('sarif stays valid, with the same results', () => {
  const expected = readSarif(show('sarif', withText('words'))).results.length;
  holds('sarif', (output) => {
    expect(readSarif(output).results).toHaveLength(expected);
  });
});

it('markdown has no HTML, image or footnote, and its tables keep their columns', () => {
  const expected = readMarkdown(show('markdown', withText('words')));
  holds('markdown', (output) => {
    const { kinds, tables, headings } = readMarkdown(output);
    for (const kind of [
      'html',
      'image',
      'footnoteReference',
      'code',
      'blockquote',
      'thematicBreak',
    ])
      expect(kinds[kind], kind).toBeUndefined();
    expect(headings).toEqual(expected.headings);
    expect(tables.map((rows) => rows.map((row) => row.length))).toEqual(
      expected.tables.map((rows) => rows.map((row) => row.length)),
    );
  });
});

it('badges have names that stay in their folder', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const { name } of badgesOf(withText(text))) expect(name).toMatch(/^(?!\.)[\w.-]+$/);
    }),
  );
});
