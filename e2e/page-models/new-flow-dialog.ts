import { expect, type Locator, type Page } from '@playwright/test'
import { DesignerPage } from './designer-page.ts'

/** The dialog that makes a flow: from nothing or from a file. */
export class NewFlowDialog {
  readonly page: Page
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.dialog = page.getByRole('dialog', { name: 'New flow' })
  }

  /** what the dialog says is wrong with the file, in those words */
  errors(words: RegExp): Locator {
    return this.dialog.getByText(words)
  }

  /** An empty canvas under that name. */
  async create(name: string): Promise<DesignerPage> {
    await this.dialog.getByLabel('Name').fill(name)
    await this.dialog.getByRole('button', { name: 'Create' }).click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
    return new DesignerPage(this.page)
  }

  async chooseFile(name: string, content: string): Promise<void> {
    await this.dialog.getByRole('radio', { name: 'A JSON file' }).check()
    await this.dialog
      .getByLabel('JSON file with a flow')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) })
  }

  async submit(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Import' }).click()
  }
}
