import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // On two cores the default would be one worker, and half the machine would wait.
    maxWorkers: 2,
    projects: [
      { test: { name: 'house', environment: 'node', include: ['{lint,scripts}/**/*.test.mjs'], hookTimeout: 60_000 } },
      { test: { name: 'shared', environment: 'node', include: ['shared/src/**/*.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'runtime', environment: 'node', include: ['runtime/src/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'crash',
          environment: 'node',
          include: ['runtime/crash/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: './web/vite.config.ts',
        root: 'web',
        test: { name: 'web', environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
      },
    ],
  },
})
