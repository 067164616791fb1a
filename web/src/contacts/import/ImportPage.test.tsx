import type { ImportPreview, ImportProgress } from '@couveuse/shared/api/imports'
import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAppAt } from '../../app/testing/render.tsx'
// Loaded before the first test, so that none has to wait for it
import '../ContactsPage.tsx'

const preview: ImportPreview = {
  rows: 3,
  created: 2,
  updated: 0,
  skipped: 1,
  errorCount: 1,
  errors: [
    { line: 3, column: 'Mail', level: 'error', code: 'invalid_email', message: '"bo" is not an e-mail address' },
  ],
  delimiter: ',',
  columns: [
    { header: 'Mail', field: 'contact.email', samples: ['ada@x.example', 'bo'] },
    { header: 'Level', field: 'contact.level', samples: ['A'] },
  ],
  preview: [{ 'contact.email': 'ada@x.example', 'contact.level': 'A' }],
}
const done: ImportProgress = { ...preview, id: 'i1', state: 'done', progress: 1, message: null }
const noEmail = {
  status: 400,
  code: 'csv_wrong_columns',
  message: 'No column holds the e-mail address.',
  path: 'line 1',
}

/** Mappings that the server was asked to try, in order. */
let tried: unknown[] = []
let needsMapping = false

beforeEach(() => {
  tried = []
  needsMapping = false
  vi.stubGlobal('fetch', async (address: string) => {
    const url = new URL(address, 'http://localhost')
    if (url.pathname === '/api/contacts/imports/preview') {
      const mapping: unknown = JSON.parse(url.searchParams.get('mapping') ?? '{}')
      tried.push(mapping)
      const isMapped = JSON.stringify(mapping).includes('contact.email')
      return needsMapping && !isMapped ? Response.json(noEmail, { status: 400 }) : Response.json(preview)
    }
    if (url.pathname === '/api/contacts/imports') return Response.json(done)
    return Response.json({ items: [], nextCursor: null, total: 0 })
  })
})
afterEach(() => vi.unstubAllGlobals())

const csv = (text: string) => new File([text], 'people.csv', { type: 'text/csv' })

async function choose(text: string) {
  const { user } = renderAppAt('/contacts?show=import')
  await user.upload(await screen.findByLabelText('CSV file with contacts'), csv(text))
  return user
}

const columnField = (header: string) => screen.getByRole('combobox', { name: `Field for the column “${header}”` })

async function send(user: UserEvent, header: string, field: string) {
  await user.click(columnField(header))
  const choices = await screen.findByRole('listbox', { name: `Field for the column “${header}”` })
  await user.click(within(choices).getByRole('option', { name: field }))
}

describe('the import of contacts', () => {
  it('says what it would do before it does anything: figures, columns, and each bad row with its line and a way out', async () => {
    await choose('Mail,Level\nada@x.example,A\nbo,B\n')
    const figures = await screen.findByRole('region', { name: 'What the import would do' })
    expect(figures.textContent).toContain('2 new contacts')
    expect(figures.textContent).toContain('1 left out')
    expect((columnField('Mail') as HTMLInputElement).value).toBe('E-mail')
    const row = within(screen.getByRole('table', { name: 'Errors and warnings' })).getAllByRole('row')[1]
    expect(row?.textContent).toContain('3')
    expect(row?.textContent).toContain('Not an e-mail address')
    expect(row?.textContent).toContain('Correct the address')
    expect(screen.getByRole('button', { name: 'Import 2 contacts' })).toBeTruthy()
  })

  it('tries again with the column left out that somebody left out', async () => {
    const user = await choose('Mail,Level\nada@x.example,A\n')
    await screen.findByRole('region', { name: 'What the import would do' })
    await send(user, 'Level', 'Leave out')
    await waitFor(() => expect(tried.at(-1)).toEqual({ Level: null }))
  })

  it('lets the columns of a refused file be mapped by hand', async () => {
    needsMapping = true
    const user = await choose('Adresse,Level\nada@x.example,A\n')
    const alert = await within(screen.getByRole('main')).findByRole('alert')
    expect(alert.textContent).toContain('Say below which column holds the e-mail address')
    expect((screen.getByRole('button', { name: 'Nothing to import' }) as HTMLButtonElement).disabled).toBe(true)
    await send(user, 'Adresse', 'E-mail')
    await screen.findByRole('button', { name: 'Import 2 contacts' })
    expect(tried).toEqual([{}, { Adresse: 'contact.email' }])
  })

  it('ends with what happened, and the way to the contacts', async () => {
    const user = await choose('Mail,Level\nada@x.example,A\n')
    await user.click(await screen.findByRole('button', { name: 'Import 2 contacts' }))
    expect(await screen.findByRole('heading', { name: 'The contacts are in' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'See the contacts' })).toBeTruthy()
  })
})
