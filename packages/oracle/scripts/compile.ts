import { readFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

/** Compiles assembly/ into the text of src/simd/module.gen.ts. */
export async function compiledModule(): Promise<string> {
  const root = new URL('../assembly/', import.meta.url);
  const files: Record<string, string> = {};
  for (const name of ['index', 'fill', 'compare'])
    files[`${name}.ts`] = readFileSync(new URL(`${name}.ts`, root), 'utf8');
  let binary: Uint8Array | undefined;
  const { error } = await asc.main(
    [
      'index.ts',
      '--outFile',
      'module.wasm',
      '--runtime',
      'stub',
      '--importMemory',
      '-O3',
      '--enable',
      'simd',
      '--noAssert',
    ],
    {
      readFile: (name) => files[name] ?? null,
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (binary === undefined) throw error ?? new Error('assembly/ gave no module');
  const base64 = Buffer.from(binary).toString('base64');
  return `/** Made of assembly/ by \`pnpm generate\`. */\nexport const moduleOf: string =\n  '${base64}';\n`;
}
