import { configDefaults, defineConfig } from 'vitest/config';

const conditions = ['@rectify/source'];

/** One configuration for every package: sources are tested unbuilt, results go where the summary reads them. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/dist/**'],
    testTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: '.results/test.json' }]],
  },
});
