import { expect, type Locator, type Page } from '@playwright/test'

/** The queue of leads that were handed over, and the story of the chosen one. */
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

  /** The line of somebody in the queue. */
  lead(name: string): Locator {
    return this.page.getByRole('list', { name: 'Leads' }).getByRole('button', { name })
  }

  /** Chooses a lead of the queue; what there is to know about it. */
  async choose(name: string): Promise<Locator> {
    await this.lead(name).click()
    return this.story(name)
  }

  story(name: string): Locator {
    return this.page.getByRole('article', { name: `Story of ${name}` })
  }

  async accept(name: string, as: string): Promise<void> {
    await this.story(name)
      .getByRole('button', { name: `Accept as ${as}` })
      .click()
    await expect(this.page.getByText(`The lead of ${name} is accepted.`)).toBeVisible()
  }

  async giveBack(name: string, reason: string, comment: string): Promise<void> {
    await this.story(name).getByRole('button', { name: 'Give back…' }).click()
    const dialog = this.page.getByRole('dialog', { name: `Give ${name} back to marketing` })
    await dialog.getByRole('radio', { name: reason }).check()
    await dialog.getByRole('textbox', { name: 'What should marketing know?' }).fill(comment)
    await dialog.getByRole('button', { name: 'Give back' }).click()
    await expect(this.page.getByText(`${name} goes back to nurture.`)).toBeVisible()
  }
}
