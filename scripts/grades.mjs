// Prints the worst grade of a report, and of each of its backends, as lines of GITHUB_OUTPUT.
//   node scripts/grades.mjs report.json
// Plain JavaScript for any Node ≥ 20: action.yml runs it.
import { readFileSync } from 'node:fs';

const order = ['F', 'A', 'AA', 'AAA'];
const worst = (/** @type {readonly string[]} */ grades) =>
  order.find((grade) => grades.includes(grade)) ?? '';

/** @type {{ profiles: readonly { backend: string, grade: string }[] }} */
const { profiles } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
/** @type {Map<string, string[]>} */
const byBackend = new Map();
for (const { backend, grade } of profiles)
  byBackend.set(backend, [...(byBackend.get(backend) ?? []), grade]);
const grades = [...byBackend].map(([backend, all]) => [backend, worst(all)]);
console.log(`grade=${worst(profiles.map(({ grade }) => grade))}`);
console.log(`grades=${JSON.stringify(Object.fromEntries(grades))}`);
