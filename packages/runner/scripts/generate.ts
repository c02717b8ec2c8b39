import { writeFileSync } from 'node:fs';
import { jsonSchema } from '../src/stdio/json-schema.ts';

const file = new URL('../schema/stdio.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
