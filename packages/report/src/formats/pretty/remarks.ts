import { kernelLabel } from '@rectify/backend';
import type { Finding, Report } from '@rectify/record';
import type { NonEmpty } from '../../groups.ts';
import { groupsOf } from '../../groups.ts';
import type { KernelRemark } from '../../words/cautions.ts';
import { cautionsOfFigures } from '../../words/cautions.ts';
import { wrapHanging } from '../../words/lines.ts';
import { pairRemarks, pairsTitle } from '../../words/pairs.ts';
import type { RenderOptions } from '../../words/render-options.ts';
import { sanitize } from '../../words/sanitize.ts';

/** A section of one kernel and one text each. */
function kernelSection(
  title: string,
  remarks: readonly KernelRemark[],
  { width, style }: RenderOptions,
): readonly string[] {
  if (remarks.length === 0) return [];
  return [
    style('title', `${title} (${remarks.length})`),
    ...remarks.flatMap((one) => {
      const text = `${sanitize(one.backend)} ${kernelLabel(one)}: ${sanitize(one.text)}`;
      return wrapHanging(text, width, '  ');
    }),
  ];
}

/** On a busy machine there is something to say against every figure. */
const mostCautions = 12;

/** What there is to say against figures. */
export function cautionSection(report: Report, options: RenderOptions): readonly string[] {
  const found = cautionsOfFigures(report);
  return [
    ...kernelSection('Figures to be careful with', found.slice(0, mostCautions), options),
    ...(found.length > mostCautions ? [`  and ${found.length - mostCautions} more`] : []),
  ];
}

/** Gradients whose figures of other dy say more than those of dy = 1. */
export const pairSection = ({ profiles }: Report, options: RenderOptions): readonly string[] =>
  kernelSection(pairsTitle, pairRemarks(profiles), options);

/** Kernels that were not timed, and why; kernels that broke down while they were. */
export function untimedSections(
  { refusals, failures }: Report,
  options: RenderOptions,
): readonly (readonly string[])[] {
  const refused = refusals.map((one) => ({ ...one, text: one.reason }));
  const failed = failures.map((one) => ({ ...one, text: one.message }));
  return [
    kernelSection('Not timed', refused, options),
    kernelSection('Broke down while timed', failed, options),
  ];
}

/** Kernels that a backend does not have for one reason. */
function unsupportedLines(findings: NonEmpty<Finding>, width: number): readonly string[] {
  const [first] = findings;
  const kernels = [...new Set(findings.map(kernelLabel))].join(', ');
  const text = `${sanitize(first.backend)} has no ${kernels}: ${sanitize(first.message ?? 'no reason given')}`;
  return wrapHanging(text, width, '  ');
}

/** Kernels that backends do not have, and why. */
export function unsupportedSection(
  report: Report,
  { width, style }: RenderOptions,
): readonly string[] {
  const findings = report.findings.filter(({ verdict }) => verdict === 'unsupported');
  if (findings.length === 0) return [];
  const groups = groupsOf(findings, ({ backend, message }) => JSON.stringify([backend, message]));
  return [
    style('title', 'Not supported'),
    ...groups.flatMap((group) => unsupportedLines(group, width)),
  ];
}
