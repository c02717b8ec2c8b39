import { expect, test } from 'vitest';
import { clauses, levels, ops, opIds, passes } from './index.ts';

test('ids are unique and name op, pass and clause', () => {
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
  for (const { id, op, pass, name } of clauses) expect(id).toBe(`${op}/${pass}/${name}`);
});

test('every op and pass has clauses', () => {
  expect(new Set(clauses.map(({ op }) => op))).toEqual(new Set(opIds));
  for (const op of opIds)
    for (const pass of passes) expect(ops[op][pass].clauses.length).toBeGreaterThan(8);
});

test.each(opIds)(
  'turns of %s alternate, and its clauses about sides are those of its parity',
  (op) => {
    for (const pass of passes) {
      const { parity, turns, clauses: own } = ops[op][pass];
      for (const [index, { at, kind }] of turns.entries()) {
        const before = turns[index - 1];
        expect(at).toBeGreaterThan(before?.at ?? -Infinity);
        expect(kind).not.toBe(before?.kind);
      }
      for (const { rule } of own) {
        if (rule.kind === 'odd' || rule.kind === 'even' || rule.kind === 'complement')
          expect(rule.kind).toBe(parity);
        if (rule.kind === 'monotone') expect(turns).toEqual([]);
      }
    }
  },
);

test.each(opIds)('critical inputs of %s are magnitudes with sources', (op) => {
  for (const { name, sources, magnitudes } of ops[op].critical) {
    expect(name).not.toBe('');
    expect(sources.length).toBeGreaterThan(0);
    for (const magnitude of Object.values(magnitudes)) expect(magnitude).toBeGreaterThan(0);
  }
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
