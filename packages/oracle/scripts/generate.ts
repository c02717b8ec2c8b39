/** Writes src/simd/module.gen.ts. */
import { writeFileSync } from 'node:fs';
import { compiledModule } from './compile.ts';

writeFileSync(new URL('../src/simd/module.gen.ts', import.meta.url), await compiledModule());
