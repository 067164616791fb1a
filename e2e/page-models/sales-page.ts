import { expect, type Locator, type Page } from '@playwright/test'

/** The queue of leads that were handed over. */
export class SalesPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page): Promise<SalesPage> {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sales' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Sales' })).toBeVisible()
    return new SalesPage(page)
  }

  lead(name: string): Locator {
    return this.page.getByRole('article', { name })
  }

  async accept(name: string): Promise<void> {
    await this.lead(name).getByRole('button', { name: 'Accept' }).click()
  }

  async return(name: string, reason: string, comment: string): Promise<void> {
    await this.lead(name).getByRole('button', { name: 'Return' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('radio', { name: reason }).check()
    await dialog.getByRole('textbox').fill(comment)
    await dialog.getByRole('button', { name: 'Return' }).click()
    await expect(dialog).toBeHidden()
  }
}
