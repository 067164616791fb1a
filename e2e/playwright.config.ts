import { defineConfig } from '@playwright/test'
import { launchOptions } from './chromium.ts'

export default defineConfig({
  testDir: 'specs',
  globalSetup: './global-setup.ts',
  outputDir: '.results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  // The long stories begin, so that none of them is left alone at the end.
  projects: [
    { name: 'stories', testMatch: /white-paper/ },
    { name: 'pages', testIgnore: /white-paper/ },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    // A trace costs as much as the test itself: ask for it where you want one, with --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    launchOptions: launchOptions(),
  },
})
