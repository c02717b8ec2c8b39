import { kernelLabel } from '@rectify/backend';
import type { ComparedSides, Effect } from '@rectify/record';
import { comparedSidesSchema } from '@rectify/record';
import { documentText } from '../words/document.ts';
import { percent } from '../words/quantities.ts';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import { trustText } from '../words/trust-text.ts';
import type { TableCell } from './layout.ts';
import { layOut, noCell } from './layout.ts';
import { verdictTones } from './speed-diff.ts';
import type { TableDocument } from './table-document.ts';

function effectCell(effect: Effect | null): TableCell {
  if (effect === null) return noCell;
  const { ratio, low, high, p, pairs } = effect;
  const text = `${percent(ratio)} [${percent(low)}, ${percent(high)}] p=${p.toPrecision(2)} n=${pairs}`;
  return { text, tone: null };
}

function tableText({ a, b, cells, trust }: ComparedSides, options: RenderOptions): string {
  const layout = {
    labels: ['kernel', 'length'],
    columns: ['verdict', 'run', 'confirmation', ...(trust === null ? [] : ['trust'])],
    rows: cells.map((one) => ({
      labels: [kernelLabel(one), String(one.length)],
      cells: [
        { text: one.verdict, tone: verdictTones[one.verdict] },
        effectCell(one.first),
        effectCell(one.confirmation),
        ...(trust === null ? [] : [{ text: sanitize(trustText(trust)), tone: null }]),
      ],
    })),
    align: 'left',
  } as const;
  const title = options.style('title', `Time of ${sanitize(b)} against ${sanitize(a)}`);
  return `${[title, ...layOut(layout, options)].join('\n')}\n`;
}

/** Two sides compared cell by cell: how much slower `b` is than `a`, and whether that is believed. */
export function comparisonTable(found: ComparedSides): TableDocument {
  return {
    text: (options) => tableText(found, options),
    json: () => documentText(comparedSidesSchema, found),
  };
}
