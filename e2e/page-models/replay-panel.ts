import { expect, type Locator, type Page } from '@playwright/test'

/** The replay beside the canvas: a virtual clock, what the contact could do now, and the timeline. */
export class ReplayPanel {
  readonly page: Page
  readonly panel: Locator
  readonly clock: Locator
  /** what happened to the contact so far, in words */
  readonly timeline: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('region', { name: 'Replay', exact: true })
    this.clock = this.panel.getByRole('group', { name: 'Virtual clock' })
    this.timeline = this.panel.getByRole('region', { name: 'Timeline' })
  }

  /** Replays with somebody who does not exist. */
  async invent(firstName: string, lastName: string, email: string): Promise<void> {
    await this.panel.getByRole('button', { name: /^Contact: / }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'First name' }).fill(firstName)
    await dialog.getByRole('textbox', { name: 'Last name' }).fill(lastName)
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await dialog.getByRole('button', { name: 'Replay with this contact' }).click()
    await expect(dialog).toBeHidden()
  }

  /** Lets something happen at the virtual present: one of what the contact waits for, in its words. */
  async letHappen(what: string): Promise<void> {
    await this.panel.getByRole('region', { name: 'What happens now?' }).getByRole('button', { name: what }).click()
  }

  /** Lets any event happen, such as `order_placed`. */
  async inject(event: string): Promise<void> {
    await this.panel.getByRole('button', { name: 'Something else…' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Something happens' })
    await dialog.getByRole('combobox', { name: 'Event' }).fill(event)
    await dialog.getByRole('button', { name: 'Let it happen' }).click()
    await expect(dialog).toBeHidden()
  }

  /** Undoes what was let happen; the story is told anew without it. */
  async takeBack(what: string): Promise<void> {
    await this.timeline.getByRole('button', { name: `Take back: ${what}` }).click()
  }

  async press(button: 'Next' | 'Run to the end'): Promise<void> {
    await this.panel.getByRole('button', { name: button, exact: true }).click()
  }
}
