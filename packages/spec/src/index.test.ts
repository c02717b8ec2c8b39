import { expect, test } from 'vitest';
import { clauses, levels, ops, opIds, passes } from './index.ts';

test('ids are unique and name op, pass and clause', () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
  for (const { id, op, pass, name } of clauses) expect(id).toBe(`${op}/${pass}/${name}`);
});

test('every op and pass has clauses, of its own op', () => {
  expect(ops.map(({ id }) => id)).toEqual(opIds);
  for (const op of ops)
    for (const pass of passes)
      expect(op.clauses.filter((c) => c.pass === pass && c.op === op.id).length).toBeGreaterThan(8);
});

test.each(clauses)('$id says what is demanded, why and from where', (clause) => {
  expect(levels).toContain(clause.level);
  expect(clause.text.length).toBeGreaterThan(10);
  expect(clause.rationale.length).toBeGreaterThan(20);
  expect(clause.sources.length).toBeGreaterThan(0);
  for (const { title, section, url } of clause.sources) {
    expect(title).not.toBe('');
    expect(section).not.toBe('');
    expect(URL.canParse(url) && url.startsWith('https://')).toBe(true);
  }
});

test.each(clauses)('$id is plain data: it survives a pipe', (clause) => {
  expect(structuredClone(clause)).toEqual(clause);
});

test.each(clauses.filter(({ rule }) => rule.kind === 'cases'))(
  '$id writes numbers that every dtype has',
  ({ pass, rule }) => {
    if (rule.kind !== 'cases') return;
    for (const { x, dy, y } of rule.cases) {
      for (const number of [x, ...(dy === undefined ? [] : [dy]), ...y])
        expect(number).toMatch(/^(-?(0|1|Infinity)|0\.25|0\.5|greatest|least-subnormal)$/);
      expect(dy === undefined).toBe(pass === 'forward');
    }
  },
);
