import { configDefaults, defineConfig } from 'vitest/config';

const conditions = ['@rectify/source'];

/** What anything is given before it counts as hung: no test says how fast the machine is, or how busy. */
const hungMs = 20 * 60_000;

/** One configuration for every package: sources are tested unbuilt, results go where the summary reads them. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/dist/**'],
    // Tests of the command line mostly wait for processes: one worker a core, where one core fewer is usual.
    maxWorkers: '100%',
    testTimeout: hungMs,
    hookTimeout: hungMs,
    expect: { poll: { timeout: hungMs } },
    reporters: ['default', ['json', { outputFile: '.results/test.json' }]],
  },
});
