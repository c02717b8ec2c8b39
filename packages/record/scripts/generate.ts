import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../src/json-schema.ts';

const folder = new URL('../schema/', import.meta.url);
for (const [file, schema] of Object.entries(jsonSchemas()))
  writeFileSync(new URL(file, folder), `${JSON.stringify(schema, null, 2)}\n`);
