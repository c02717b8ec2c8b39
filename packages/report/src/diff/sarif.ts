import type { Change, ChangeKind, Diff } from '@rectify/record';
import { changeKinds } from '@rectify/record';
import { locationsOf, message, sarifOf } from '../ci/sarif.ts';
import type { Fails } from './points.ts';
import { pointOf } from './points.ts';

const texts: Readonly<Record<ChangeKind, string>> = {
  kernel: 'A kernel appeared or vanished.',
  clause: 'A clause has another finding than before.',
  grade: 'A kernel has another grade than before.',
  'max-ulp': 'The worst error of a kernel is another than before.',
  misrounded: 'A kernel misrounds another number of results than before.',
  accuracy: 'The error profile of a kernel moved in a range of inputs.',
  speed: 'A kernel takes another time than before.',
};

const ruleIdOf = (kind: ChangeKind): string => `diff/${kind}`;

function resultOf(change: Change, fails: Fails): unknown {
  const { backend, about, title, lines } = pointOf(change, fails);
  const identity = `${backend}/${about}`;
  return {
    ruleId: ruleIdOf(change.kind),
    level: 'error',
    message: message([`${backend} ${about}: ${title}`, ...lines].join('\n')),
    locations: locationsOf(change),
    fingerprints: { 'rectify/v1': identity },
    // The only one that GitHub reads; it would make one of the line otherwise, which backends share.
    partialFingerprints: { primaryLocationLineHash: identity },
    properties: { trend: change.trend },
  };
}

/** SARIF of what fails: a rule for each kind of change. */
export function sarifDiff({ new: run, changes }: Diff, fails: Fails): string {
  const shown = changes.filter(fails);
  const kinds = changeKinds.filter((kind) => shown.some((one) => one.kind === kind));
  return sarifOf(run, {
    rules: kinds.map((kind) => ({
      id: ruleIdOf(kind),
      name: ruleIdOf(kind),
      shortDescription: { text: texts[kind] },
    })),
    results: shown.map((one) => resultOf(one, fails)),
    notifications: [],
  });
}
