import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import shipped from '../schema/record-line.schema.json' with { type: 'json' };
import { entries as someEntries, runs } from './fixtures/arbitrary.ts';
import type { RecordEntry } from './lines.ts';
import { parseRecord, parseUnfinished } from './read.ts';
import { beginningText, entryText, footerText, recordText } from './write.ts';

const valid = new Ajv2020({ validateFormats: false }).compile(shipped);
const sorted = (entries: readonly RecordEntry[]): readonly string[] =>
  entries.map((one) => entryText(one)).toSorted();
const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

it('any record is read back as it was written, and each line is valid after the shipped schema', () => {
  fc.assert(
    fc.property(runs, someEntries, (run, entries) => {
      const text = recordText(run, entries);
      for (const line of linesOf(text)) expect(valid(JSON.parse(line)), line).toBe(true);
      const read = parseRecord('whole', text);
      expect(read).toMatchObject({ run, interrupted: false });
      expect(sorted(read.entries)).toEqual(sorted(entries));
      // In order, it is the same bytes again.
      expect(recordText(run, read.entries)).toBe(text);
    }),
  );
});

it('what a run left is read as far as it goes', () => {
  fc.assert(
    fc.property(runs, someEntries, (run, entries) => {
      const text = beginningText(run, []) + entries.map(entryText).join('');
      expect(parseUnfinished('left', `${text}{"kind":"fi`)).toEqual({
        run,
        entries,
        interrupted: true,
      });
      expect(() => parseRecord('left', text)).toThrow('truncated');
      const ended = text + footerText(entries.length, true);
      expect(parseRecord('left', ended)).toEqual({ run, entries, interrupted: true });
    }),
  );
});

const [[run, entries] = []] = fc.sample(
  fc.tuple(
    runs,
    someEntries.filter((all) => new Set(all.map(({ kind }) => kind)).size === 5),
  ),
  1,
);
if (run === undefined || entries === undefined) throw new Error('no sample');
const text = recordText(run, entries);
const [header = '', ...rest] = linesOf(text);

describe('what is no record', () => {
  const unreadable = (why: string | RegExp): object =>
    expect.objectContaining({ code: 'RECORD_UNREADABLE', message: expect.stringMatching(why) });
  const all = (lines: readonly string[]): string => lines.join('\n');
  it.each<[string, string, string | RegExp]>([
    ['empty', '', 'does not begin with a header'],
    ['other text', 'not json', 'does not begin with a header'],
    ['other JSON', '{"schema":"rectify/report@1"}\n{}', 'does not begin with a header'],
    ['cut off', text.slice(0, -20), 'truncated'],
    ['without its footer', all([header, ...rest.slice(0, -1)]), 'truncated'],
    ['without its header', all(rest), 'does not begin with a header'],
    ['without an entry', all([header, ...rest.slice(1)]), /has \d+ entries of \d+/],
    ['with a line of another kind', all([header, '{"kind":"surprise"}', ...rest]), /line 2 is no/],
    ['with an empty line of a kind', all([header, '{"kind":"finding"}', ...rest]), /line 2 is no/],
    ['with what is not JSON', all([header, '{', ...rest]), 'line 2 is not JSON'],
    [
      'with a level that there is not',
      text.replace(/"level":"(?:must|should|may)","verdict"/, '"level":"could","verdict"'),
      /is no line of a record: finding level /,
    ],
  ])('%s', (_, wrong, why) => {
    expect(() => parseRecord('some.jsonl', wrong)).toThrow(unreadable(why));
  });

  it('one of a later version says so', () => {
    const later = text.replace('rectify/record@2', 'rectify/record@9');
    expect(() => parseRecord('later.jsonl', later)).toThrow(
      expect.objectContaining({
        code: 'RECORD_UNREADABLE',
        message: 'later.jsonl: it is of version 9, and this rectify reads up to version 2',
        hint: 'update rectify',
      }),
    );
  });

  it('a profile whose cost is nowhere', () => {
    const without = text.replace(/"costs":\[.*?\]\}\n/, '"costs":[]}\n');
    expect(() => parseRecord('some.jsonl', without)).toThrow(unreadable('has no cost of'));
  });
});
