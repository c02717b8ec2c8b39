/** What is built, to the version. The recipe's number rises when the steps change, so that caches are built anew. */
export const pins = {
  package: '@tensorflow/tfjs-node',
  version: '4.22.0',
  /** The version of libtensorflow that tfjs-node 4.22.0 is released with. */
  library: '2.9.1',
  recipe: 1,
  /** The C API of that version, as Python's package index has it. */
  wheel: {
    name: 'tensorflow-cpu',
    sha256: '6666ddeae45e1f41da788cb4bdea3435aba16edb0bc17b7ac00631c7c9eb052e',
    megabytes: 210,
    /** Old releases are hidden from newer Pythons unless pip is told which one it is for. */
    tags: [
      '--implementation=cp',
      '--python-version=3.10',
      '--abi=cp310',
      '--platform=manylinux2014_x86_64',
    ],
  },
  /** The Node-API that the package asks for: part of the path where it looks for its binding. */
  nodeApi: 8,
} as const;

/** What stays of the wheel: the C API is exported by the first two, of which the first is a Python extension. */
export const members = {
  api: 'tensorflow/python/_pywrap_tensorflow_internal.so',
  framework: 'tensorflow/libtensorflow_framework.so.2',
  headers: [
    'tensorflow/include/tensorflow/c/',
    'tensorflow/include/tensorflow/core/platform/ctstring',
  ],
  license: `tensorflow_cpu-${pins.library}.dist-info/LICENSE`,
} as const;

/** Bytes that a build takes for a while: the wheel beside what is unpacked from it, and some air. */
export const bytesNeeded = 1_000_000_000;
