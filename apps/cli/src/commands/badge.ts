import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suiteError } from '@rectify/backend';
import { badgesOf } from '@rectify/report';
import { files } from '../arguments.ts';
import { demandApart } from '../apart.ts';
import { defineCommand } from '../command-row.ts';
import { readReport } from '../read-report.ts';
import { unwritable } from '../unwritable.ts';

interface Written {
  readonly path: string;
  readonly text: string;
}

/** The badges of records, each with its text. @throws SuiteError RECORD_UNREADABLE or USAGE */
function badgesIn(records: readonly string[], folder: string): readonly Written[] {
  const report = readReport(records);
  if (report.run.interrupted)
    throw suiteError(
      'RECORD_UNREADABLE',
      `${records.join(', ')}: the run did not come to its end`,
      {
        hint: 'a badge speaks for all of it: let rectify verify finish, with --record FILE --resume where it was cut off',
      },
    );
  const badges = badgesOf(report);
  if (badges.length === 0)
    throw suiteError('USAGE', `${records.join(', ')} has no grade`, {
      hint: 'grades come from rectify verify --record FILE with all clauses, not from --clause or measure',
    });
  const twice = badges.find(({ name }, i) => badges.findIndex((one) => one.name === name) < i);
  if (twice !== undefined)
    throw suiteError('USAGE', `two backends have badges named ${twice.name}`, {
      hint: 'write each into a folder of its own',
    });
  return badges.flatMap(({ name, endpoint, picture }) => [
    { path: join(folder, `${name}.json`), text: endpoint },
    { path: join(folder, `${name}.svg`), text: picture },
  ]);
}

export const badge = defineCommand({
  about: 'write badges of the grades: `relu AAA`, for each backend and op of records',
  arguments: [files('what --record wrote')],
  options: {
    out: {
      flags: '--out <folder>',
      help: 'where BACKEND-OP.json and BACKEND-OP.svg go',
      required: true,
    },
  },
  examples: [['rectify badge run.jsonl --out badges', 'badges/ts-relu.svg and so on']],
  notes: `The JSON is an endpoint of shields.io: publish it and point https://img.shields.io/endpoint?url=… at it.
The grade is the worst of the passes and dtypes that the record has.`,
  run([names], { out }) {
    const written = badgesIn(names, out);
    demandApart(
      written.map(({ path }) => path),
      names,
    );
    try {
      mkdirSync(out, { recursive: true });
      for (const { path, text } of written) writeFileSync(path, text);
    } catch (cause) {
      throw unwritable(out, 'give a folder that may be written to', cause);
    }
    process.stdout.write(written.map(({ path }) => `${path}\n`).join(''));
  },
});
