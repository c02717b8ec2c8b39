import type { BackendEntry } from '@rectify/report';
import { clauses, opIds, ops } from '@rectify/spec';
import { inventory } from '../present.ts';
import type { Row } from '../rows.ts';
import { aligned } from '../rows.ts';

export const listings = ['ops', 'clauses', 'backends'] as const;
export const listFormats = ['pretty', 'json'] as const;

/** What a backend is, or why it cannot be had. */
export function backendRow({ id, runtime, version, device, available, note }: BackendEntry): Row {
  const text = available
    ? `${runtime} ${version ?? ''} · ${device ?? ''}`
    : (note ?? 'not available');
  return { head: [id, available ? 'here' : 'missing'], text };
}

async function listed(
  what: (typeof listings)[number],
): Promise<{ readonly values: readonly unknown[]; readonly rows: readonly Row[] }> {
  switch (what) {
    case 'ops': {
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
    case 'clauses':
      return {
        values: clauses,
        rows: clauses.map(({ id, level, text }) => ({ head: [id, level], text })),
      };
    case 'backends': {
      const values = await inventory();
      return { values, rows: values.map(backendRow) };
    }
    default:
      return what satisfies never;
  }
}

/** Prints what there is: ops, clauses or backends. */
export async function list(
  what: (typeof listings)[number],
  format: (typeof listFormats)[number],
): Promise<void> {
  const { values, rows } = await listed(what);
  process.stdout.write(format === 'json' ? `${JSON.stringify(values, null, 2)}\n` : aligned(rows));
}
