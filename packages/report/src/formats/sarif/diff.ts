import type { Change, ChangeKind, Diff } from '@rectify/record';
import { changeKinds } from '@rectify/record';
import type { Fails } from '../../diff/test-cases.ts';
import { testCaseOf } from '../../diff/test-cases.ts';
import type { DiffOptions } from '../row.ts';
import { fingerprintsOf, locationsOf, message, sarifLog } from './log.ts';

const texts: Readonly<Record<ChangeKind, string>> = {
  kernel: 'A kernel appeared or vanished.',
  clause: 'A clause has another finding than before.',
  grade: 'A kernel has another grade than before.',
  'max-ulp': 'The worst error of a kernel is another than before.',
  misrounded: 'A kernel misrounds another number of results than before.',
  pairs: 'A gradient errs otherwise than before with other dy than 1.',
  accuracy: 'The error profile of a kernel moved in a range of inputs.',
  speed: 'A kernel takes another time than before.',
};

const ruleIdOf = (kind: ChangeKind): string => `diff/${kind}`;

function resultOf(change: Change, fails: Fails): unknown {
  const { backend, about, title, lines } = testCaseOf(change, fails);
  return {
    ruleId: ruleIdOf(change.kind),
    level: 'error',
    message: message([`${backend} ${about}: ${title}`, ...lines].join('\n')),
    locations: locationsOf(change),
    ...fingerprintsOf(`${backend}/${about}`),
    properties: { trend: change.trend },
  };
}

/** What fails: a rule for each kind of change. */
export function diffSarif({ new: run, changes }: Diff, { fails }: DiffOptions): string {
  const shown = changes.filter(fails);
  const kinds = changeKinds.filter((kind) => shown.some((one) => one.kind === kind));
  return sarifLog(run, {
    rules: kinds.map((kind) => ({
      id: ruleIdOf(kind),
      name: ruleIdOf(kind),
      shortDescription: { text: texts[kind] },
    })),
    results: shown.map((one) => resultOf(one, fails)),
    notifications: [],
    isWhole: true,
  });
}
