import { importPreviewSchema, importProgressSchema } from '@couveuse/shared/api/imports'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../test-app.ts'

let it: TestApp
beforeEach(async () => {
  it = await startTestApp()
})
afterEach(() => it.close())

const csv = { 'content-type': 'text/csv' }
const upload = (
  body: NonNullable<RequestInit['body']>,
  path = '/api/contacts/imports',
  headers: Record<string, string> = csv,
) => it.request(path, { method: 'POST', body, headers })
const total = async () => Object((await it.get('/api/contacts')).body).total

test('a file makes contacts and updates those whose address is known', async () => {
  await it.send('POST', '/api/contacts', { id: 'ada', fields: { email: 'ada@example.com', city: 'Lyon' } })
  const answer = await upload('email;prénom;société\nADA@example.com;Ada;Acme\nbo@example.com;Bo;Bolt\n')
  expect(answer.status).toBe(200)
  expect(importProgressSchema.parse(answer.body)).toMatchObject({
    state: 'done',
    progress: 1,
    rows: 2,
    created: 1,
    updated: 1,
    skipped: 0,
    errors: [],
  })
  await it.settle()
  expect((await it.get('/api/contacts/ada')).body).toMatchObject({
    name: 'Ada',
    accountName: 'Acme',
    fields: { city: 'Lyon' },
  })
  expect(await total()).toBe(2)
})

test('the same file again changes nothing', async () => {
  const file = 'email,city\nada@example.com,Lyon\n'
  await upload(file)
  await it.settle()
  expect((await upload(file)).body).toMatchObject({ created: 0, updated: 0, skipped: 1, errorCount: 0 })
})

test('a dry run tells what would happen, shows the first rows, and writes nothing', async () => {
  await it.send('POST', '/api/contacts', { id: 'ada', fields: { email: 'ada@example.com' } })
  const file = 'email,Job level\nada@example.com,C\nbo@example.com,D\nnobody,E\n'
  const answer = await upload(file, '/api/contacts/imports/preview')
  const preview = importPreviewSchema.parse(answer.body)
  expect(preview).toMatchObject({
    delimiter: ',',
    rows: 3,
    created: 1,
    updated: 1,
    skipped: 1,
    columns: [
      { header: 'email', field: 'contact.email' },
      { header: 'Job level', field: 'contact.jobLevel', samples: ['C', 'D', 'E'] },
    ],
    errors: [{ line: 4, column: 'email', code: 'invalid_email' }],
  })
  expect(preview.preview[0]).toEqual({ 'contact.email': 'ada@example.com', 'contact.jobLevel': 'C' })
  expect(await total()).toBe(1)
})

test('a mapping comes in the query of a plain file, or as a part of a form', async () => {
  const mapping = JSON.stringify({ x: 'email', y: null })
  await upload('x,y\nada@example.com,1\n', `/api/contacts/imports?mapping=${encodeURIComponent(mapping)}`)
  const form = new FormData()
  form.set('file', new File(['x,y\nbo@example.com,2\n'], 'contacts.csv', { type: 'text/csv' }))
  form.set('mapping', mapping)
  const answer = await it.request('/api/contacts/imports', { method: 'POST', body: form })
  expect(answer).toMatchObject({ status: 200, body: { created: 1 } })
  expect(await total()).toBe(2)
})

test.each([
  ['wrong columns', 'name,city\nAda,Lyon\n', 'csv_wrong_columns'],
  ['no rows', 'email\n', 'csv_empty'],
  ['an open quote at its end', 'email,city\nada@example.com,Lyon\nbo@example.com,"Lille\n', 'csv_broken'],
])('a file with %s is refused before anything is written', async (_name, file, code) => {
  expect(await upload(file)).toMatchObject({ status: 400, body: { code } })
  expect(await total()).toBe(0)
})

test('a file in Windows-1252 is refused with the way to save it as UTF-8', async () => {
  const answer = await upload(
    Uint8Array.from([...new TextEncoder().encode('email,city\na@x.fr,Orl'), 0xe9, 0x61, 0x6e, 0x73]),
  )
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'invalid_utf8', message: expect.stringContaining('CSV UTF-8') },
  })
  expect(await total()).toBe(0)
})

test('addresses that stand twice in a file are named, and the first row counts', async () => {
  const answer = await upload('email,city\nada@example.com,Lyon\nAda@example.com,Lille\n')
  expect(answer.body).toMatchObject({
    created: 1,
    skipped: 1,
    errorCount: 1,
    errors: [{ line: 3, code: 'duplicate_row' }],
  })
  await it.settle()
  expect((await it.get('/api/contacts?search=ada')).body).toMatchObject({ items: [{ email: 'ada@example.com' }] })
})

test.each([
  [{ 'content-type': 'application/json' }, '{}', 'unsupported_media_type'],
  [{ 'content-type': 'multipart/form-data; boundary=x' }, 'rubbish', 'wrong_shape'],
])('an upload of the wrong kind is refused', async (headers, body, code) => {
  expect((await upload(body, '/api/contacts/imports', headers)).body).toMatchObject({ code })
})

test('a mapping that is no JSON is refused', async () => {
  expect((await upload('email\na@x.fr\n', '/api/contacts/imports?mapping=x')).body).toMatchObject({
    code: 'csv_wrong_mapping',
  })
})

test('how far an import has come can be asked, and an unknown one is told so', async () => {
  const answer = await upload('email\nada@example.com\n')
  const place = answer.headers.get('location') ?? ''
  expect((await it.get(place)).body).toMatchObject({ state: 'done', created: 1 })
  expect(await it.get('/api/contacts/imports/none')).toMatchObject({ status: 404, body: { code: 'import_not_found' } })
})

test('five thousand rows are written in chunks and counted', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `c${i}@example.com,City ${i % 7}`)
  const answer = await upload(`email,city\n${rows.join('\n')}\n`)
  const { id } = importProgressSchema.parse(answer.body)
  await expect
    .poll(async () => (await it.get(`/api/contacts/imports/${id}`)).body, { timeout: 10_000 })
    .toMatchObject({ state: 'done', created: 5000 })
  expect(await total()).toBe(5000)
})
