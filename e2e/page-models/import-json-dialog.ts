import type { Locator, Page } from '@playwright/test'

/** The dialog of the designer that puts another flow in the place of the draft. */
export class ImportJsonDialog {
  readonly dialog: Locator
  /** why what was pasted cannot be taken */
  readonly refusal: Locator
  readonly replace: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Import a flow' })
    this.refusal = this.dialog.getByRole('alert').filter({ hasText: 'This cannot be read as a flow' })
    this.replace = this.dialog.getByRole('button', { name: 'Replace the draft' })
  }

  async paste(text: string): Promise<void> {
    await this.dialog.getByRole('textbox').fill(text)
  }
}
