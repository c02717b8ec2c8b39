import { suiteError } from '@rectify/backend';
import { exitCodes } from '@rectify/record';
import { diffReports, formats, renderDiff } from '@rectify/report';
import { defineCommand } from '../command-row.ts';
import { updateBaseline } from '../diff/baseline.ts';
import { failOns, failsOn } from '../diff/fails.ts';
import { pairVersions } from '../diff/pair-versions.ts';
import { sideOf, timedRuns } from '../diff/side.ts';
import { selfTested } from '../options/comparison.ts';
import { listOf, oneOf } from '../options/parsers.ts';
import type { OptionRows, ValuesOf } from '../options/row.ts';
import { format } from '../options/run.ts';
import { prepareWriters } from '../outputs.ts';

const options = {
  format,
  failOn: {
    flags: '--fail-on <list>',
    help: `what exits 1: ${failOns.join(', ')}`,
    parse: listOf(oneOf('change', failOns)),
    initial: ['worse', 'vanished'],
    shown: 'worse,vanished',
  },
  speed: {
    flags: '--speed',
    help: 'compare times too: of two records of one machine that have samples',
  },
  selfTested,
  update: {
    flags: '--update',
    help: 'put NEW in the place of OLD if nothing is worse, gone or perhaps slower',
  },
} as const satisfies OptionRows;

function demandSense(o: ValuesOf<typeof options>): void {
  if (o.failOn.includes('none') && o.failOn.length > 1)
    throw suiteError('USAGE', '--fail-on none stands with others', { hint: 'give none alone' });
  if (o.selfTested !== undefined && o.speed !== true)
    throw suiteError('USAGE', '--self-tested is about speed', { hint: 'add --speed' });
}

export const diff = defineCommand({
  about: 'what got worse, better, appeared or vanished between two records',
  arguments: [
    { name: '<old>', help: 'what --record or --format json wrote' },
    { name: '<new>', help: 'the same, later' },
  ],
  options,
  examples: [
    ['rectify diff baseline.jsonl run.jsonl', 'fails where anything got worse, or is gone'],
    ['rectify diff old.jsonl new.jsonl --fail-on clause,grade', 'not for figures alone'],
    ['rectify diff old.jsonl new.jsonl --fail-on none --format json', 'to be read by programs'],
    ['rectify diff baseline.jsonl run.jsonl --speed', 'fails where a kernel is slower, too'],
    ['rectify diff baseline.jsonl run.jsonl --update', 'a better run is the next baseline'],
  ],
  run([old, now], o) {
    demandSense(o);
    const inputs = [old, now, ...(o.selfTested === undefined ? [] : [o.selfTested])];
    const [before, after] = pairVersions(sideOf(old), sideOf(now));
    if (o.update === true && o.speed !== true && before.report.measurements.length > 0)
      throw suiteError('USAGE', `${old} holds times, which --update would replace unseen`, {
        hint: 'add --speed',
      });
    const times = o.speed && timedRuns(before, after, o.selfTested);
    const found = diffReports(before.report, after.report, times);
    const fails = failsOn(o.failOn);
    const write = prepareWriters(o.format, undefined, inputs, formats);
    write((name, layout) => renderDiff(name, found, { ...layout, fails }));
    if (o.update === true) updateBaseline(old, now, found);
    return found.changes.some(fails) ? exitCodes.failed : exitCodes.fine;
  },
});
