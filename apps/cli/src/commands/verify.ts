import { backendNames } from '../arguments.ts';
import { defineCommand } from '../command-row.ts';
import { expectationOptions } from '../options/expectations.ts';
import { filterOptions } from '../options/filters.ts';
import { clauseOptions } from '../options/judging.ts';
import { runOptions } from '../options/run.ts';
import { shardingOptions } from '../options/sharding.ts';
import { runSuite } from '../suite/suite.ts';

export const verify = defineCommand({
  about: 'judge backends by the specification',
  arguments: [backendNames],
  options: {
    ...filterOptions,
    ...clauseOptions,
    ...expectationOptions,
    ...shardingOptions,
    ...runOptions,
  },
  examples: [
    ['rectify verify', 'every backend found here'],
    ['rectify verify ts --format json', 'one document for machines'],
    ['rectify verify --level must --depth smoke', 'quick, and only musts may fail'],
    ['rectify verify ort-node --clause sigmoid/forward/tail,tanh/forward/zero', 'two clauses'],
    ['rectify verify --record run.jsonl --format json=run.json', 'keep a record and a document'],
    [
      'rectify verify ts --depth exhaustive --record ts.jsonl --resume',
      'all 2³² inputs; goes on where it was cut off',
    ],
    ['rectify verify ts --depth exhaustive --shard 1/4 --record 1.jsonl', 'a quarter of them'],
    [
      'rectify verify ort-node --expectations mine.jsonc --write-expectations',
      'what fails becomes known, once you say why',
    ],
  ],
  run: ([names], o, invocation) => runSuite(names, o, { judge: true, time: false }, invocation),
});
