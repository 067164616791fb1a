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

  /** Makes a contact by hand, who may be written to by e-mail; their page opens. */
  async create({ firstName, lastName, email }: Record<'firstName' | 'lastName' | 'email', string>) {
    await this.page.getByRole('button', { name: 'New contact' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'New contact' })
    await dialog.getByRole('textbox', { name: 'First name' }).fill(firstName)
    await dialog.getByRole('textbox', { name: 'Last name' }).fill(lastName)
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email)
    await dialog.getByRole('checkbox', { name: 'by e-mail' }).check()
    await dialog.getByRole('button', { name: 'Create the contact' }).click()
    await expect(this.page.getByRole('heading', { level: 1, name: `${firstName} ${lastName}` })).toBeVisible()
    return new ContactPage(this.page)
  }

  async openContact(name: string): Promise<ContactPage> {
    await this.page.getByRole('link', { name }).click()
    await expect(this.page.getByRole('heading', { level: 1, name })).toBeVisible()
    return new ContactPage(this.page)
  }
}
