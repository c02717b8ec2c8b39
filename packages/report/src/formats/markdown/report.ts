import { kernelLabel } from '@rectify/backend';
import type { Report } from '@rectify/record';
import { groupsOf } from '../../groups.ts';
import { gradeLayout, gradeLegend, gradeTitle } from '../../tables/grades.ts';
import { speedLayouts } from '../../tables/speed.ts';
import { depthText } from '../../words/coverage.ts';
import { outcomeTitles } from '../../words/outcome-titles.ts';
import { pairRemarks, pairsTitle } from '../../words/pairs.ts';
import { sanitize } from '../../words/sanitize.ts';
import { summaryTexts } from '../../words/summary-text.ts';
import { testCasesOf } from '../../words/test-cases.ts';
import { fitted, item } from './blocks.ts';
import { escaped, table } from './text.ts';

function caseBlocks(report: Report): readonly string[] {
  const cases = testCasesOf(report);
  return outcomeTitles.flatMap(([outcome, title]) => {
    const own = cases.filter((one) => one.outcome === outcome);
    if (own.length === 0) return [];
    const groups = groupsOf(own, (one) =>
      outcome === 'fail' || outcome === 'stale'
        ? JSON.stringify([one.backend, one.about, one.title])
        : JSON.stringify([one.backend, one.title]),
    );
    return [`## ${title} (${own.length})`, ...groups.map(item)];
  });
}

function headBlocks({ run, backends, summary }: Report): readonly string[] {
  const counts = summaryTexts(summary).map(([, text]) => text);
  const named = backends.map(({ id, name, version, available, note }) =>
    available ? `${id}: ${name ?? ''} ${version ?? ''}` : `${id}: not available: ${note ?? ''}`,
  );
  return [
    '# rectify',
    `**${counts.join(' · ')}**`,
    ...(run.interrupted ? ['⚠️ Interrupted: this is what was finished.'] : []),
    named.map((one) => `- backend ${escaped(sanitize(one))}`).join('\n'),
  ];
}

function pairBlocks({ profiles }: Report): readonly string[] {
  const remarks = pairRemarks(profiles);
  const texts = remarks.map(
    (one) => `- ${escaped(`${sanitize(one.backend)} ${kernelLabel(one)}: ${sanitize(one.text)}`)}`,
  );
  return texts.length === 0 ? [] : [`## ${pairsTitle} (${texts.length})`, texts.join('\n')];
}

/** Grades, what is wrong, then speed; never above what a summary may have. */
export function reportMarkdown(report: Report): string {
  const grades = gradeLayout(report);
  const { run } = report;
  const receipt = `spec ${run.spec} · ${run.command} · ${depthText(run)} · seed ${run.seed} · ${run.started}`;
  return fitted([
    ...headBlocks(report),
    ...(grades.rows.length === 0 ? [] : [`## ${gradeTitle}`, table(grades), gradeLegend(grades)]),
    ...pairBlocks(report),
    ...caseBlocks(report),
    ...speedLayouts(report).flatMap(({ title, layout }) => [`## ${title}`, table(layout)]),
    `Receipt: ${escaped(sanitize(receipt))}`,
  ]);
}
