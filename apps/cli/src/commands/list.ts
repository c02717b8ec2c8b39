import { clauses, opIds, ops } from '@rectify/spec';
import type { AlignedRow } from '../aligned.ts';
import { aligned } from '../aligned.ts';
import { defineCommand } from '../command-row.ts';
import { backendRow, inventory } from '../inventory.ts';
import { oneOf } from '../options/parsers.ts';
import { tableFormat, writeTable } from '../options/table.ts';

/** What there is of one kind, as data and for people. */
interface Listing {
  readonly values: readonly unknown[];
  readonly rows: readonly AlignedRow[];
}

function listedOps(): Listing {
  const values = opIds.map((id) => {
    const { title, definition, derivative } = ops[id];
    return { id, title, definition, derivative };
  });
  const rows = values.map((op) => ({
    head: [op.id],
    text: `${op.definition} · derivative: ${op.derivative}`,
  }));
  return { values, rows };
}

const listings = {
  ops: listedOps,
  clauses: (): Listing => ({
    values: clauses,
    rows: clauses.map(({ id, level, text }) => ({ head: [id, level], text })),
  }),
  backends: async (): Promise<Listing> => {
    const values = await inventory();
    return { values, rows: values.map(backendRow) };
  },
};
const names = Object.keys(listings) as readonly (keyof typeof listings)[];

const what = { name: '<what>', help: names.join(', '), parse: oneOf('list', names) } as const;

export const list = defineCommand({
  about: 'print ops, clauses or backends',
  arguments: [what],
  options: { format: tableFormat },
  examples: [['rectify list clauses --format json', 'the specification as data']],
  async run([chosen], { format }) {
    const { values, rows } = await listings[chosen]();
    writeTable(format, {
      text: () => aligned(rows),
      json: () => `${JSON.stringify(values, null, 2)}\n`,
    });
  },
});
