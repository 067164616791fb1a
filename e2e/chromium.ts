import { existsSync } from 'node:fs'

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** What Playwright needs to start the Chromium of this machine; none found = Playwright's own, where it was installed. */
export function launchOptions() {
  const executablePath = PLACES.find((path) => path !== undefined && path !== '' && existsSync(path))
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Root in a container has no sandbox; the rest keeps the browser from calling home.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}
