/** A task of turbo's run summary, as far as it is read here. */
export interface Task {
  /** `<package>#<task>`; the root's package is `//`. */
  readonly taskId: string;
  readonly task: string;
  readonly package: string;
  /** Absent when the task never ran. */
  readonly execution?: { readonly exitCode?: number };
  readonly cache: { readonly status: string };
}

/** vitest's json report, as far as it is read here. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** One row of the summary: a gate (one pass or one failure) or the tests of one package. */
export interface Row {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cached: boolean;
  /** What failed, one line each. */
  readonly failures: readonly string[];
}

const succeeded = (task: Task) => task.execution?.exitCode === 0;

/** A gate counts as one, whatever it found. */
export function gateRow(task: Task): Row {
  const ok = succeeded(task);
  return {
    name: task.package === '//' ? task.task : `${task.task} ${task.package}`,
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    skipped: 0,
    cached: task.cache.status === 'HIT',
    failures: ok ? [] : [task.execution === undefined ? 'did not run' : 'see above'],
  };
}

/**
 * The tests of one package. A file that could not be loaded counts as one failure, and so does a vitest that fails
 * without a failed test, or that ends without a report (`undefined`).
 */
export function testRow(task: Task, report: TestReport | undefined): Row {
  const failures = (report?.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    if (failed.length > 0) return failed.map((test) => `${file.name}: ${test.fullName}`);
    return file.status === 'failed' ? [`${file.name}: ${file.message ?? 'did not load'}`] : [];
  });
  if (report === undefined) failures.push('vitest ended without a report');
  else if (!succeeded(task) && failures.length === 0) failures.push('vitest failed: see above');
  return {
    name: `test ${task.package}`,
    passed: report?.numPassedTests ?? 0,
    failed: failures.length,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    cached: task.cache.status === 'HIT',
    failures,
  };
}

const sum = (rows: readonly Row[], of: (row: Row) => number) =>
  rows.reduce((total, row) => total + of(row), 0);

export function anyFailed(rows: readonly Row[]): boolean {
  return rows.length === 0 || rows.some((row) => row.failed > 0);
}

/** The summary, line by line; the last line is `N passed, N failed[, N skipped]`. */
export function tallyLines(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map((row) => row.name.length));
  const table = rows.map((row) => {
    const counts = `${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped`;
    const mark = row.failed > 0 ? 'FAIL' : 'ok  ';
    return `${mark} ${row.name.padEnd(width)}  ${counts}${row.cached ? ' (unchanged)' : ''}`;
  });
  const failures = rows.flatMap((row) => row.failures.map((line) => `  ${row.name}: ${line}`));
  const skipped = sum(rows, (row) => row.skipped);
  const total =
    `${sum(rows, (row) => row.passed)} passed, ${sum(rows, (row) => row.failed)} failed` +
    (skipped > 0 ? `, ${skipped} skipped` : '');
  return [...table, ...(failures.length > 0 ? ['', 'Failed:', ...failures] : []), '', total];
}
