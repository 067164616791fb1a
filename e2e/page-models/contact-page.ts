import type { Locator, Page } from '@playwright/test'

/** One contact: score, and the journey through each flow in words. */
export class ContactPage {
  readonly page: Page
  /** engagement and fit together */
  readonly totalScore: Locator

  constructor(page: Page) {
    this.page = page
    this.totalScore = page.getByRole('region', { name: 'Score' }).getByRole('meter').first()
  }

  /** The steps of a trip as the page tells them, first to last. */
  journey(flow: string): Locator {
    return this.page.getByRole('list', { name: `Steps of ${flow}` }).getByRole('listitem')
  }
}
