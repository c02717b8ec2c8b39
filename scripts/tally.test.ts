import { expect, test } from 'vitest';
import { anyFailed, gateRow, tallyLines, testRow } from './tally.ts';
import type { Task, TestReport } from './tally.ts';

const task = (taskId: string, exitCode?: number, status = 'MISS'): Task => {
  const [owner = '', name = ''] = taskId.split('#');
  const execution = exitCode === undefined ? {} : { execution: { exitCode } };
  return { taskId, task: name, package: owner, cache: { status }, ...execution };
};

const report = (files: TestReport['testResults'], passed: number): TestReport => ({
  numPassedTests: passed,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: files,
});

const file = (status: string, ...tests: [string, string][]) => ({
  name: 'src/a.test.ts',
  status,
  assertionResults: tests.map(([fullName, result]) => ({ fullName, status: result })),
});

test('a gate counts as one, and one that never ran has failed', () => {
  expect(gateRow(task('//#lint', 0))).toMatchObject({ name: 'lint', passed: 1, failed: 0 });
  expect(gateRow(task('@rectify/float#typecheck', 2))).toMatchObject({ passed: 0, failed: 1 });
  expect(gateRow(task('//#knip'))).toMatchObject({ failed: 1, failures: ['did not run'] });
});

test('the tests of a package are counted one by one', () => {
  const files = [file('failed', ['adds', 'passed'], ['subtracts', 'failed'])];
  expect(testRow(task('p#test', 1), report(files, 1))).toEqual({
    name: 'test p',
    passed: 1,
    failed: 1,
    skipped: 1,
    cached: false,
    failures: ['src/a.test.ts: subtracts'],
  });
});

test.each([
  ['a file that does not load', [file('failed')]],
  ['an error outside of the tests', [file('passed', ['adds', 'passed'])]],
])('%s is a failure', (_, files) => {
  expect(testRow(task('p#test', 1), report(files, 1)).failed).toBe(1);
});

test('a vitest that leaves no report is a failure, whatever its exit code', () => {
  expect(testRow(task('p#test', 0), undefined)).toMatchObject({ passed: 0, failed: 1 });
});

test('the last line is the sum', () => {
  const passing = gateRow(task('//#lint', 0, 'HIT'));
  const failing = gateRow(task('//#knip', 1));
  expect(tallyLines([passing]).at(-1)).toBe('1 passed, 0 failed');
  expect(tallyLines([passing])[0]).toContain('(unchanged)');
  expect(tallyLines([passing, failing]).at(-1)).toBe('1 passed, 1 failed');
  const tests = testRow(task('p#test', 0), report([file('passed', ['adds', 'passed'])], 1));
  expect(tallyLines([tests]).at(-1)).toBe('1 passed, 0 failed, 1 skipped');
});

test('nothing at all is not a success', () => {
  expect(anyFailed([])).toBe(true);
  expect(anyFailed([gateRow(task('//#lint', 0))])).toBe(false);
  expect(anyFailed([gateRow(task('//#lint', 1))])).toBe(true);
});
