import { expect, type Locator, type Page } from '@playwright/test'
import { ContactsPage } from './contacts-page.ts'

/** The import of a CSV file, in its three steps. */
export class ImportPage {
  readonly page: Page
  /** what the product says is wrong with the file as a whole */
  readonly refusal: Locator

  /** what is wrong with single rows, one line each */
  readonly findings: Locator

  constructor(page: Page) {
    this.page = page
    this.refusal = page.getByRole('main').getByRole('alert')
    this.findings = page.getByRole('table', { name: 'Errors and warnings' }).locator('tbody').getByRole('row')
  }

  async choose(name: string, content: string | Buffer): Promise<void> {
    await this.page.getByLabel('CSV file with contacts').setInputFiles({
      name,
      mimeType: 'text/csv',
      buffer: Buffer.from(content),
    })
  }

  async chooseOther(): Promise<void> {
    await this.page.getByRole('button', { name: 'Choose another file' }).click()
  }

  /** Imports what the dry run promised. */
  async confirm(count: number): Promise<ContactsPage> {
    await this.page.getByRole('button', { name: new RegExp(`^Import ${count} contacts?$`) }).click()
    await expect(this.page.getByRole('heading', { name: 'The contacts are in' })).toBeVisible()
    await this.page.getByRole('button', { name: 'See the contacts' }).click()
    return new ContactsPage(this.page)
  }
}
