import { writeFileSync } from 'node:fs';
import { specPage } from './spec-page.ts';

writeFileSync(new URL('../docs/SPEC.md', import.meta.url), specPage());
