export * from './badges.ts';
export { showWitness } from './describe.ts';
export { showContest, showSelfTest } from './contest.ts';
export { decimalOf, showFloat, showUlp } from './decimal.ts';
export { faultOf, finiteText } from './json.ts';
export { demandSameMachine, demandSteady, selfTestedSchema } from './machine.ts';
export { diffReports } from './diff/compare.ts';
export type { Fails } from './diff/points.ts';
export type { TimedRuns } from './diff/speed.ts';
export { renderDiff } from './diff/render.ts';
export {
  type Change,
  type ChangeKind,
  changeKinds,
  type Diff,
  type Trend,
  trends,
} from './diff/types.ts';
export * from './expectations.ts';
export * from './paint.ts';
export { plotPicture } from './picture/plot.ts';
export { plain, wrap } from './plain.ts';
export { type Plot, plotText } from './plot/pretty.ts';
export * from './render.ts';
export * from './report.ts';
export * from './schema.ts';
export { comparisonJson, showComparison } from './table/cmp.ts';
export { rankingJson, showRanking } from './table/show-rank.ts';
export { joinSources, type Source } from './table/sources.ts';
export * from './witness.ts';
