import { expect, type Locator, type Page } from '@playwright/test'

/** The forms beside the canvas: the selected step, how contacts come in, the flow itself. */
export class Inspector {
  readonly page: Page
  readonly panel: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('complementary', { name: 'Inspector' })
  }

  /** One entry of a list in the form: "Path 2". Fields inside are found by the same words. */
  part(name: string): Locator {
    return this.panel.getByRole('region', { name, exact: true })
  }

  async fill(label: string, text: string, within: Locator = this.panel): Promise<void> {
    await within.getByRole('textbox', { name: label, exact: true }).fill(text)
  }

  /** Types a part of an option's name into a select, and takes it by keyboard. */
  async choose(label: string, option: string, within: Locator = this.panel): Promise<void> {
    const field = within.getByRole('combobox', { name: label, exact: true })
    await field.click()
    const offered = this.page.getByRole('option', { name: option })
    await offered.first().click()
    await expect(offered).toHaveCount(0)
  }

  /** "14", "days" in a field for durations. */
  async setDuration(label: string, amount: number, unit: string): Promise<void> {
    await this.panel.getByRole('textbox', { name: label, exact: true }).fill(String(amount))
    await this.panel.getByLabel(`${label}, unit`).selectOption({ label: unit })
  }

  /** "Rule 1" of a condition in words: what about, how, which value. */
  async setRule(field: string, operator: string, value: string, within: Locator = this.panel): Promise<void> {
    await this.choose('Rule 1, field', field, within)
    await this.choose('Rule 1, operator', operator, within)
    await within.getByRole('textbox', { name: 'Rule 1, value' }).fill(value)
  }

  async press(button: string, within: Locator = this.panel): Promise<void> {
    await within.getByRole('button', { name: button, exact: true }).click()
  }
}
