// node screenshots.ts   takes the pictures of the README from the demo workspace, into docs/images.
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { launchOptions } from './chromium.ts'
import { type Api, apiOf } from './product/api.ts'
import { startProduct } from './product/start-product.ts'

const FOLDER = fileURLToPath(new URL('../docs/images/', import.meta.url))
const SIZE = { width: 1440, height: 900 }
const FLOW = 'white-paper-nurture'

async function open(browser: Browser, url: string, theme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    viewport: SIZE,
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: theme,
  })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${FOLDER}${name}.png`, animations: 'disabled', caret: 'hide' })

/** The contact with the most to tell: whose trip has the most visits, a hand-off among them. */
async function mostTravelled(api: Api): Promise<string> {
  const { items } = await api.enrollmentsOfFlow(FLOW)
  const trips = await Promise.all(items.slice(0, 60).map(({ id }) => api.enrollment(id)))
  const worth = (trip: (typeof trips)[number]): number =>
    trip.journal.length + (trip.journal.some(({ outlet }) => outlet === 'returned') ? 100 : 0)
  const best = trips.reduce((one, other) => (worth(other) > worth(one) ? other : one))
  return best.contact.id
}

await mkdir(FOLDER, { recursive: true })
const product = await startProduct({ isDemo: true, startAt: new Date().toISOString() })
const browser = await chromium.launch(launchOptions())
try {
  for (const theme of ['light', 'dark'] as const) {
    const page = await open(browser, `${product.url}/flows/${FLOW}`, theme)
    await page.getByRole('group', { name: 'How warm is the lead?, ' }).click({ position: { x: 60, y: 14 } })
    await page.getByRole('combobox', { name: 'Rule 1, field' }).first().waitFor()
    for (let times = 0; times < 2; times += 1) await page.getByRole('button', { name: 'Zoom out' }).click()
    await page.mouse.move(720, 500)
    await page.mouse.wheel(0, 100)
    await page.mouse.move(2, 2)
    await picture(page, `designer-${theme}`)
  }
  const contact = await mostTravelled(apiOf(product.url))
  const page = await open(browser, `${product.url}/contacts/${contact}`, 'light')
  await page
    .getByRole('list', { name: /^Steps of/ })
    .first()
    .waitFor()
  await picture(page, 'contact-journey')
} finally {
  await browser.close()
  await product.stop()
}
