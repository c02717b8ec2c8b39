import { bisectSchema, exitCodes } from '@rectify/record';
import { documentText } from '@rectify/report';
import { environment } from '@rectify/runner';
import { specVersion } from '@rectify/spec';
import { aligned } from '../aligned.ts';
import { clauseName } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { oneDType } from '../options/filters.ts';
import { depth } from '../options/judging.ts';
import { seed, timeout } from '../options/run.ts';
import { settleSeed } from '../seed.ts';
import { tableFormat, writeTable } from '../options/table.ts';
import type { Bisected } from '../versions/bisect.ts';
import { bisectVersions } from '../versions/bisect.ts';
import { judgedJson, judgedText } from '../versions/judge.ts';

function changeText(subject: string, { runtime, versions, steps, change }: Bisected): string {
  const { last, first, between } = change;
  const rows = [last, ...between, first].map((version) => ({
    head: [version],
    text: judgedText(steps.get(version)),
  }));
  const where = between.length === 0 ? first : `${first} or in what could not be judged before it`;
  return (
    `${subject} changed in ${runtime} ${where}\n${aligned(rows, '  ')}` +
    `${steps.size} of ${versions.length} versions were tried\n`
  );
}

export const bisect = defineCommand({
  about: 'the version of a runtime in which the verdict on a clause changed',
  arguments: [
    clauseName,
    { name: '<backend>', help: 'id or module: of a backend whose runtime has versions on npm' },
  ],
  options: {
    from: {
      flags: '--from <version>',
      help: 'the older end: a version, tag or range of npm',
      required: true,
    },
    to: { flags: '--to <version>', help: 'the newer end', required: true },
    dtype: oneDType('element type: '),
    depth,
    seed,
    timeout,
    format: tableFormat,
  },
  examples: [
    [
      'rectify bisect sigmoid/vjp/limits ort-node --dtype float64 --from 1.17.0 --to latest',
      'installs what it needs, into a cache',
    ],
  ],
  async run([clause, backend], o, invocation) {
    const started = new Date().toISOString();
    const { dtype } = o;
    const { seed: chosen, command } = settleSeed(o.seed, invocation);
    const judging = { clause, dtype, depth: o.depth, seed: chosen, timeoutMs: o.timeout * 1000 };
    const { signal } = invocation;
    const found = await bisectVersions(backend, o, { ...judging, signal });
    if (found === undefined) return exitCodes.interrupted;
    const { runtime, versions, steps, change } = found;
    const { last, first, between } = change;
    const run = { command, seed: String(chosen), depth: o.depth, spec: specVersion, started };
    const document = {
      schema: 'rectify/bisect@1' as const,
      run: { ...run, environment: environment(1) },
      backend,
      runtime,
      clause: clause.id,
      dtype,
      versions,
      last,
      first,
      between,
      steps: [...steps].map(([version, one]) => judgedJson(version, one)),
    };
    writeTable(o.format, {
      text: () => changeText(`${clause.id} of ${dtype}`, found),
      json: () => documentText(bisectSchema, document),
    });
    return exitCodes.fine;
  },
});
