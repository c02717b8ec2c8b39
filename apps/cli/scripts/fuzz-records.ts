// Reads mutated records and makes of them what the commands do: none may end in anything but a refusal or a result.
// `pnpm fuzz:records [LINES] [SEED]`; a million lines by default.
import { cleanUp } from '../src/fixtures/outside.ts';
import { makeCorpus } from './fuzz/corpus.ts';
import { fuzz } from './fuzz/fuzz.ts';

const [wanted = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

say('making records');
const corpus = await makeCorpus();
cleanUp();
let told = 0;
const { lines, refused, used, faults, longestMs, grown } = fuzz(corpus, {
  lines: wanted,
  seed,
  on(so) {
    if (so.lines < told + 10_000) return;
    told = so.lines;
    say(`${so.lines} lines: ${so.used} used, ${so.refused} refused, ${so.faults.size} faults`);
  },
});
const memory = Math.round(grown / 2 ** 20);
process.stdout.write(
  `${lines} mutated lines from seed ${seed}, in ${used + refused} records: ${used} used, ${refused} refused, ${faults.size} faults; the longest took ${Math.round(longestMs)} ms, memory grew by ${memory} MiB\n`,
);
for (const [place, where] of faults) process.stdout.write(`\n${where}: ${place}\n`);
/** What the collector leaves lying about; a single number believed would take gigabytes. */
const mostMemory = 1024;
process.exitCode = faults.size > 0 || memory > mostMemory ? 1 : 0;
