import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildStandIns, pythonSymbols, standInSource, standInsName } from './stand-ins.ts';

const compiles = process.platform === 'linux' && spawnSync('g++', ['--version']).status === 0;

test('gives functions, exceptions and objects the form of each', () => {
  const source = standInSource([
    'Py_IsInitialized',
    'PyExc_TypeError',
    'PyLong_Type',
    'PyList_New',
  ]);
  expect(source).toContain('int Py_IsInitialized(void) { return 0; }');
  expect(source).toContain('void *PyExc_TypeError = 0;');
  expect(source).toMatch(/char PyLong_Type\[\d+\];/);
  expect(source).toMatch(/void \*PyList_New\(void\) \{ stop\("PyList_New"\); \}/);
});

describe.skipIf(!compiles)('on a library that is a Python extension on the side', () => {
  let folder: string;
  let library: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stand-ins-'));
    library = join(folder, 'libextension.so');
    const source = join(folder, 'extension.c');
    writeFileSync(
      source,
      `extern void *PyExc_ValueError; extern char _Py_NoneStruct[]; extern void *PyList_New(long);
       extern int Py_IsInitialized(void); extern double cos(double);
       int answer(void) { return Py_IsInitialized() || PyExc_ValueError == &_Py_NoneStruct ? 1 : 42; }
       void *list(void) { cos(1); return PyList_New(3); }`,
    );
    execFileSync('g++', ['-x', 'c', '-fPIC', '-shared', '-fno-builtin', source, '-o', library]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('finds the symbols of CPython, and no others', async () => {
    expect(await pythonSymbols(library)).toEqual([
      'PyExc_ValueError',
      'PyList_New',
      'Py_IsInitialized',
      '_Py_NoneStruct',
    ]);
  });

  test('lets it be linked and run without Python; what is called says its name', async () => {
    await buildStandIns(library, folder, join(folder, standInsName));
    const main = join(folder, 'main.c');
    const program = join(folder, 'main');
    writeFileSync(
      main,
      'int answer(void); void *list(void); int main(int n, char **v) { if (n > 1) list(); return answer(); }',
    );
    const libraries = [library, join(folder, standInsName), '-lm', `-Wl,-rpath,${folder}`];
    execFileSync('g++', ['-x', 'c', main, '-x', 'none', ...libraries, '-o', program]);
    expect(spawnSync(program).status).toBe(42);
    const called = spawnSync(program, ['list'], { encoding: 'utf8' });
    expect(called.signal).toBe('SIGABRT');
    expect(called.stderr).toContain('PyList_New of CPython was called');
  });
});
