import { expect, type Page } from '@playwright/test'
import { NewFlowDialog } from './new-flow-dialog.ts'

/** The list of flows. */
export class FlowsPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page): Promise<FlowsPage> {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Flows', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible()
    return new FlowsPage(page)
  }

  /** How many contacts are in a flow now, as its line says. */
  async countInside(flow: string): Promise<number> {
    const line = this.page.getByRole('row').filter({ hasText: flow })
    return Number((await line.getByRole('cell').nth(2).textContent())?.match(/\d+/)?.[0])
  }

  async newFlow(): Promise<NewFlowDialog> {
    await this.page
      .getByRole('button', { name: 'New flow' })
      .or(this.page.getByRole('button', { name: 'Draw a flow' }))
      .first()
      .click()
    return new NewFlowDialog(this.page)
  }
}
