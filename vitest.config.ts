import { defineConfig } from 'vitest/config'

// On two cores the default would be one worker, and half the machine would wait.
const maxWorkers = 2
const node = { environment: 'node', maxWorkers } as const

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      { test: { ...node, name: 'house', include: ['{lint,scripts}/**/*.test.mjs'], hookTimeout: 60_000 } },
      // Pure code leaves nothing behind, so the files share a module graph: loading it for each takes longer than the tests.
      {
        test: {
          ...node,
          name: 'shared',
          include: ['shared/src/**/*.test.ts'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      { test: { ...node, name: 'runtime', include: ['runtime/src/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          ...node,
          name: 'crash',
          include: ['runtime/crash/**/*.test.ts'],
          globalSetup: ['runtime/crash/stage-setup.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: './web/vite.config.ts',
        root: 'web',
        test: {
          maxWorkers,
          name: 'web',
          environment: 'jsdom',
          include: ['src/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
