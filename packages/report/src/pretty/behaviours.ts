import type { Report } from '@rectify/record';
import { plain } from '../plain.ts';
import type { RenderOptions } from '../render.ts';
import { layOut } from './grid.ts';
import { backendsOf } from './kernels.ts';

/** Who does what where frameworks disagree. */
export function behaviourTable(report: Report, options: RenderOptions): readonly string[] {
  const shown = report.findings.filter(({ behaviour }) => behaviour !== null);
  if (shown.length === 0) return [];
  const backends = backendsOf(report, shown);
  const rows = Map.groupBy(shown, ({ clause, dtype }) =>
    dtype === 'float32' ? clause : `${clause} ${dtype}`,
  );
  return [
    options.paint('title', 'Where frameworks disagree: who does what'),
    ...layOut(
      {
        labels: ['clause'],
        columns: backends.map(plain),
        rows: [...rows].map(([clause, findings]) => ({
          labels: [plain(clause)],
          cells: backends.map((id) => ({
            text: plain(findings.find(({ backend }) => backend === id)?.behaviour ?? ''),
            tone: null,
          })),
        })),
        align: 'left',
      },
      options,
    ),
  ];
}
