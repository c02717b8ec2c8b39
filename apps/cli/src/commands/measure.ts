import { backendNames } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { compare } from '../comparison/compare.ts';
import { comparisonOptions } from '../options/comparison.ts';
import { expectations, ownDeviations } from '../options/expectations.ts';
import { filterOptions } from '../options/filters.ts';
import { timedRunOptions } from '../options/timing.ts';
import { runSuite } from '../suite/suite.ts';

export const measure = defineCommand({
  about: 'time backends; a kernel that fails a must without a known deviation is refused',
  arguments: [backendNames],
  options: {
    ...filterOptions,
    expectations,
    ownDeviations,
    ...timedRunOptions,
    ...comparisonOptions,
  },
  examples: [
    ['rectify measure --quick', 'every backend, in seconds'],
    ['rectify measure ts ort-node --op sigmoid', 'two backends, one op'],
    ['rectify measure --lengths 256..16Mi --format svg=speed.svg', 'growth, as a picture'],
    ['rectify measure ts --inputs mixed,subnormal,nan', 'whether some inputs are slow'],
    ['rectify measure ts --against ort-node --op tanh', 'is ts slower? exit code 1 if so'],
    ['rectify measure module:./mine.ts --against main', 'slower than it is on the branch main?'],
    ['rectify measure ts --self-test', 'how far such answers can be trusted here'],
  ],
  run: ([names], o, invocation) =>
    o.selfTest === true || o.against !== undefined
      ? compare(names, o, invocation)
      : runSuite(names, o, { judge: false, time: true }, invocation),
});
