import { expect, type Locator, type Page } from '@playwright/test'

/** Every message, rendered, with what became of it. */
export class OutboxPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page): Promise<OutboxPage> {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Outbox' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Outbox' })).toBeVisible()
    return new OutboxPage(page)
  }

  /** The lines of messages of a channel to somebody. */
  messages(channel: string, to: string): Locator {
    return this.page
      .getByRole('list', { name: 'Messages' })
      .getByRole('button', { name: to })
      .filter({ has: this.page.getByRole('img', { name: channel, exact: true }) })
  }
}
