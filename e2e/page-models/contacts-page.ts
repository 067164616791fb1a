import { expect, type Page } from '@playwright/test'
import { ContactPage } from './contact-page.ts'
import { ImportPage } from './import-page.ts'

/** The list of contacts. */
export class ContactsPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page): Promise<ContactsPage> {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible()
    return new ContactsPage(page)
  }

  async import(): Promise<ImportPage> {
    await this.page
      .getByRole('link', { name: 'Import', exact: true })
      .or(this.page.getByRole('button', { name: 'Import', exact: true }))
      .first()
      .click()
    await expect(this.page.getByRole('heading', { level: 1, name: 'Import contacts' })).toBeVisible()
    return new ImportPage(this.page)
  }

  async openContact(name: string): Promise<ContactPage> {
    await this.page.getByRole('link', { name }).click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
    return new ContactPage(this.page)
  }
}
