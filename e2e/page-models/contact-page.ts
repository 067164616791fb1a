import { expect, type Locator, type Page } from '@playwright/test'

/** One contact: score, and the journey through each flow in words. */
export class ContactPage {
  readonly page: Page
  /** engagement and fit together */
  readonly totalScore: Locator

  constructor(page: Page) {
    this.page = page
    this.totalScore = page.getByRole('region', { name: 'Score' }).getByRole('meter').first()
  }

  /** Enrolls the contact in a flow by hand. */
  async enroll(flow: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Enroll in a flow' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Flow' }).fill(flow)
    await this.page.getByRole('option', { name: flow }).click()
    await dialog.getByRole('button', { name: 'Enroll' }).click()
    await expect(dialog).toBeHidden()
  }

  /** The steps of a trip as the page tells them, first to last. */
  journey(flow: string): Locator {
    return this.page.getByRole('list', { name: `Steps of ${flow}` }).getByRole('listitem')
  }
}
