import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from './programs.ts';

/** CPython's symbols that a shared library needs from elsewhere, sorted. */
export async function pythonSymbols(library: string): Promise<readonly string[]> {
  const listing = await mustRun('nm', ['-D', '--undefined-only', library], {
    hint: 'the file may be damaged: run it again',
  });
  const names = [...listing.matchAll(/^\s*U (_?Py\w+)/gm)].map(([, name = '']) => name);
  return [...new Set(names)].toSorted();
}

/**
 * C source that defines CPython's symbols, for a library that is a Python extension on the side. Its C API reaches none
 * of them: a function that is called all the same ends the process with its name.
 */
export function standInSource(symbols: readonly string[]): string {
  const lines = symbols.map((name) => {
    // Asked by destructors when the process ends: there is no interpreter.
    if (name === 'Py_IsInitialized') return `int ${name}(void) { return 0; }`;
    if (name.startsWith('PyExc_')) return `void *${name} = 0;`;
    // Objects, larger than any of CPython's.
    if (/_Type$|^_Py_\w+Struct$/.test(name)) return `_Alignas(64) char ${name}[1024];`;
    return `void *${name}(void) { stop("${name}"); }`;
  });
  return [
    '#include <stdio.h>',
    '#include <stdlib.h>',
    'static _Noreturn void stop(const char *name) {',
    '  fprintf(stderr, "tfjs-node: %s of CPython was called\\n", name);',
    '  abort();',
    '}',
    ...lines,
    '',
  ].join('\n');
}

/** Compiles stand-ins for what `library` needs of CPython to a shared library. @throws SuiteError */
export async function buildStandIns(library: string, folder: string, to: string): Promise<void> {
  const source = join(folder, 'stand-ins.c');
  await writeFile(source, standInSource(await pythonSymbols(library)));
  const flags = ['-x', 'c', '-std=c11', '-O1', '-fno-builtin', '-fPIC', '-shared', '-s'];
  await mustRun('g++', [...flags, source, '-o', to, `-Wl,-soname,${standInsName}`], {
    hint: 'the compiler may be damaged: g++ --version',
  });
}

/** Its name beside the library. */
export const standInsName = 'libtfjs_python_stand_ins.so';
