import { type HttpReceiver, startHttpReceiver } from '@couveuse/runtime/testing/http-receiver'
import { type Mailbox, startMailbox } from '@couveuse/runtime/testing/mailbox'
import { test as base, expect } from '@playwright/test'
import { type Api, apiOf } from './product/api.ts'
import { type Product, startProduct } from './product/start-product.ts'

/** A Monday morning, 9 o'clock in Paris. */
const MONDAY = '2026-03-02T08:00:00Z'

interface Fixtures {
  /** a real SMTP server, where the product's mail arrives */
  readonly mailbox: Mailbox
  /** the company's own site, where links in messages lead */
  readonly site: HttpReceiver
  /** the product with an empty workspace, on a clock that only the test moves */
  readonly product: Product
  /** what other systems say to the product */
  readonly api: Api
  /** what the browser's console and the page reported as an error so far */
  readonly complaints: string[]
}

interface Shared {
  /** the product with the demo workspace, for tests that only look, or compare with what they found */
  readonly demo: Product
  /** the product without the demo workspace, for tests that compare with what they found */
  readonly bare: Product
}

/** A story boots a product of its own: its file, its queue, its port, its clock, its mailbox. */
export const test = base.extend<Fixtures, Shared>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
  mailbox: async ({}, use) => {
    const mailbox = await startMailbox()
    await use(mailbox)
    await mailbox.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  site: async ({}, use) => {
    const site = await startHttpReceiver()
    site.answer((response) => response.setHeader('content-type', 'text/html').end('<h1>The white paper</h1>'))
    await use(site)
    await site.close()
  },
  product: async ({ mailbox }, use, testInfo) => {
    const product = await startProduct({ isDemo: false, startAt: MONDAY, smtpUrl: mailbox.url })
    await use(product)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('what the product logged', { body: product.log(), contentType: 'text/plain' })
      const outbox = await (await fetch(new URL('/api/messages?limit=50', product.url))).text()
      await testInfo.attach('its outbox', { body: outbox, contentType: 'text/plain' })
    }
    await product.stop()
  },
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const product = await startProduct({ isDemo: true, startAt: MONDAY })
      await use(product)
      await product.stop()
    },
    { scope: 'worker' },
  ],
  bare: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const product = await startProduct({ isDemo: false, startAt: MONDAY })
      await use(product)
      await product.stop()
    },
    { scope: 'worker' },
  ],
  api: async ({ product }, use) => use(apiOf(product.url)),
  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      // The clock of the test is a script too, and a preview of a mail runs none: that is how it should be.
      const isPreview = message.location().url === 'about:srcdoc'
      if (message.type() === 'error' && !isPreview) complaints.push(`${message.text()} (${message.location().url})`)
    })
    await use(complaints)
  },
})

export { expect }
