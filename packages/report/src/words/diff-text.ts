import { kernelLabel } from '@rectify/backend';
import type { Diff, Run, RuntimeVersions, SpeedDiff, Trend } from '@rectify/record';
import { speedVerdicts, trends } from '@rectify/record';
import { depthText } from './coverage.ts';

/** What changes of a trend stand under. */
export const trendTitles: Readonly<Record<Trend, string>> = {
  worse: 'Worse',
  better: 'Better',
  listed: 'Now listed, as it was otherwise',
  appeared: 'Appeared',
  vanished: 'Vanished',
  different: 'Different, neither better nor worse',
};

/** A run in a line. */
export function runText(run: Run): string {
  const { command, seed, started } = run;
  return [started, command, depthText(run), `seed ${seed}`].join(' · ');
}

/** A backend with its runtime's version before and after. */
export function versionText({ backend, runtime, old, new: now }: RuntimeVersions): string {
  const [from, to] = [old ?? 'not there', now ?? 'not there'];
  return `${backend}: ${runtime} ${from === to ? to : `${from} → ${to}`}`;
}

const machineOf = ({ environment: { cpu, platform, arch, libc } }: Run): string =>
  [cpu.model, cpu.isa.join(' '), `${platform} ${arch}`, libc ?? ''].join(' · ');

/** What keeps the two runs from being compared number by number. */
export function cautionsOfDiff(diff: Diff): readonly string[] {
  const { old, new: now, kernels } = diff;
  const differing = (['depth', 'seed', 'stride'] as const).filter((key) => old[key] !== now[key]);
  const said = differing.map((key) => `${key} ${old[key]} → ${now[key]}`).join(', ');
  const mixed = old.depth !== now.depth || old.stride !== now.stride;
  const rule = mixed
    ? 'figures are not compared, and a verdict is worse or better only where chance does not explain it'
    : 'a figure moved if it doubled or halved and chance does not explain it';
  const sampled = kernels.some(({ sameInputs }) => !sameInputs);
  return [
    ...(sampled ? [`other inputs were judged (${said}): ${rule}`] : []),
    ...(machineOf(old) === machineOf(now)
      ? []
      : [`another machine: ${machineOf(old)} → ${machineOf(now)}`]),
    ...notAskedTexts(diff),
  ];
}

/** Trends that are counted where there are any. */
const names: Readonly<Partial<Record<Trend, string>>> = { listed: 'now listed' };

/** How many changes of each trend, in a line. */
export function trendCounts({ summary }: Diff): string {
  return trends
    .filter((trend) => names[trend] === undefined || (summary[trend] ?? 0) > 0)
    .map((trend) => `${summary[trend]} ${names[trend] ?? trend}`)
    .join(' · ');
}

const mostNamed = 5;

/** What the earlier run has that the later one was not asked for, in a line for each kind. */
function notAskedTexts({ notAsked = [] }: Diff): readonly string[] {
  return (['judged', 'timed'] as const).flatMap((what) => {
    const own = notAsked.filter((one) => one.what === what);
    if (own.length === 0) return [];
    const named = own.slice(0, mostNamed).map((one) => `${one.backend} ${kernelLabel(one)}`);
    const more = own.length > mostNamed ? [`and ${own.length - mostNamed} more`] : [];
    return [`NEW was not asked for what OLD ${what}: ${[...named, ...more].join(', ')}`];
  });
}

/** How many timed cells have each verdict, in a line. */
export function verdictCounts({ cells }: SpeedDiff): string {
  const verdicts = speedVerdicts.map(
    (verdict) => `${cells.filter((one) => one.verdict === verdict).length} ${verdict}`,
  );
  return `${cells.length} timed: ${verdicts.join(' · ')}`;
}
