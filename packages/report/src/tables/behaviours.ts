import { withDType } from '@rectify/backend';
import type { Report } from '@rectify/record';
import type { RenderOptions } from '../words/render-options.ts';
import { sanitize } from '../words/sanitize.ts';
import { backendsOf } from './kernels.ts';
import { layOut } from './layout.ts';

/** Who does what where frameworks disagree. */
export function behaviourTable(report: Report, options: RenderOptions): readonly string[] {
  const shown = report.findings.filter(({ behaviour }) => behaviour !== null);
  if (shown.length === 0) return [];
  const backends = backendsOf(report, shown);
  const rows = Map.groupBy(shown, ({ clause, dtype }) => withDType(clause, dtype));
  return [
    options.style('title', 'Where frameworks disagree: who does what'),
    ...layOut(
      {
        labels: ['clause'],
        columns: backends.map(sanitize),
        rows: [...rows].map(([clause, findings]) => ({
          labels: [sanitize(clause)],
          cells: backends.map((id) => ({
            text: sanitize(findings.find(({ backend }) => backend === id)?.behaviour ?? ''),
            tone: null,
          })),
        })),
        align: 'left',
      },
      options,
    ),
  ];
}
