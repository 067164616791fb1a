import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shared', environment: 'node', include: ['shared/src/**/*.test.ts'] } },
      { test: { name: 'runtime', environment: 'node', include: ['runtime/src/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: './web/vite.config.ts',
        root: 'web',
        test: { name: 'web', environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'] },
      },
    ],
  },
})
