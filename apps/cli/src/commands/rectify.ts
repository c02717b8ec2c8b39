import { defineCommand } from '../command-row.ts';
import { unknownName } from '../nearest.ts';
import { expectations, ownDeviations } from '../options/expectations.ts';
import { filterOptions } from '../options/filters.ts';
import { judgingOptions } from '../options/judging.ts';
import { timedRunOptions } from '../options/timing.ts';
import { runSuite } from '../suite/suite.ts';
import { commands } from './index.ts';

/** What runs without the name of a command. */
export const rectify = defineCommand({
  about: 'Says whether activation functions are right, to the bit, and how fast they are.',
  arguments: [{ name: '[command]' }],
  options: { ...filterOptions, ...judgingOptions, expectations, ownDeviations, ...timedRunOptions },
  examples: [
    ['rectify', 'judge, then time, every backend found here'],
    ['rectify verify ts ort-node', 'judge two of them'],
    ['rectify verify module:./mine.ts --op tanh', 'judge a backend of your own'],
    ['rectify measure --quick', 'time all of them in seconds'],
    ['rectify why sigmoid/forward/tail', 'what a clause says, whence, and who meets it'],
  ],
  notes:
    'Exit codes: 0 all as it should be · 1 a failure, a stale deviation or an error · 2 bad usage, or nothing was judged · 130 interrupted',
  commands,
  run([given], o, invocation) {
    if (given !== undefined)
      throw unknownName(given, { kind: 'command', names: [...Object.keys(commands), 'help'] });
    return runSuite([], o, { judge: true, time: true }, invocation);
  },
});
