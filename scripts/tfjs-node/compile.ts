import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pins } from './pins.ts';
import { mustRun } from './programs.ts';

/** Node-API's headers; they are an npm package, so that no Node headers have to be fetched. */
function nodeApiHeaders(): string {
  const { include_dir: folder } = createRequire(import.meta.url)('node-api-headers') as {
    include_dir: string;
  };
  return folder;
}

const flags = [
  '-std=c++17',
  '-O2',
  '-fPIC',
  '-shared',
  '-s',
  `-DNAPI_VERSION=${pins.nodeApi}`,
  '-DNODE_GYP_MODULE_NAME=tfjs_binding',
  '-DBUILDING_NODE_EXTENSION',
];

/**
 * Compiles the binding from the source that the npm package ships. It finds its libraries in its own folder.
 * @param libraries file names in `folder`, in the order in which symbols are looked up
 * @throws SuiteError
 */
export async function compileBinding(
  o: {
    readonly package: string;
    readonly headers: string;
    readonly folder: string;
    readonly libraries: readonly string[];
  },
  signal?: AbortSignal,
): Promise<string> {
  const to = join(o.folder, 'tfjs_binding.node');
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'];
  const includes = [`-I${nodeApiHeaders()}`, `-I${o.headers}`];
  await mustRun(
    'g++',
    [
      ...flags,
      ...includes,
      ...sources.map((source) => join(o.package, 'binding', source)),
      `-o${to}`,
      '-Wl,--no-as-needed',
      ...o.libraries,
      '-Wl,-rpath,$ORIGIN',
    ],
    { cwd: o.folder, hint: 'it needs a compiler of C++17: g++ 8 or newer', signal },
  );
  return to;
}
