import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { expect, test } from 'vitest'
import { prepareImport } from './prepare-import.ts'

const settings = workspaceSettingsSchema.parse({
  timezone: 'Europe/Paris',
  attributes: { age: 'number', renewalDate: 'date', interests: 'set', 'account.contractEnd': 'date' },
})
const prepare = (text: string) => prepareImport(new TextEncoder().encode(text), { settings })

test('a row becomes one change set with every value by its declared type', async () => {
  const { rows, findings } = await prepare(
    'email;prénom;age;renewalDate;interests;société;effectif;website;tags;consent;stage;budget;created at\n' +
      ' Ada@Example.com ;Ada;42;2026-12-01;"erp, crm";Acme;250;https://www.acme.example/fr;it|vip;oui;MQL;yes;2026-01-05\n',
  )
  expect(findings).toEqual([])
  expect(rows).toEqual([
    {
      line: 2,
      row: {
        createdAt: Date.UTC(2026, 0, 4, 23),
        change: {
          fields: {
            email: 'Ada@Example.com',
            firstName: 'Ada',
            age: 42,
            renewalDate: '2026-12-01',
            interests: ['erp', 'crm'],
          },
          account: { name: 'Acme', employees: 250, domain: 'acme.example' },
          addTags: ['it', 'vip'],
          consent: { email: 'granted' },
          stage: 'mql',
          bant: { budget: true },
        },
      },
    },
  ])
})

test('an empty cell says nothing', async () => {
  const { rows } = await prepare('email,city,tags\na@x.fr,,\n')
  expect(rows[0]?.row.change).toEqual({ fields: { email: 'a@x.fr' } })
})

test('leading zeros and long numbers stay text where nothing else is declared', async () => {
  const { rows } = await prepare('email,customer code\na@x.fr,00042012345678901234567\n')
  expect(rows[0]?.row.change.fields).toMatchObject({ customerCode: '00042012345678901234567' })
})

test.each([
  ['email,age\na@x.fr,old\n', 'age', 'invalid_value'],
  ['email,renewalDate\na@x.fr,2026-02-30\n', 'renewalDate', 'invalid_value'],
  ['email,stage\na@x.fr,buyer\n', 'stage', 'invalid_value'],
  ['email,consent.email\na@x.fr,maybe\n', 'consent.email', 'invalid_value'],
  ['email,employees\na@x.fr,many\n', 'employees', 'invalid_value'],
  ['email,city\nnot an address,Lyon\n', 'email', 'invalid_email'],
])('a value that does not fit keeps its row out, with line, column and code: %j', async (text, column, code) => {
  const { rows, findings, errorCount } = await prepare(text)
  expect(rows).toEqual([])
  expect(errorCount).toBe(1)
  expect(findings).toMatchObject([{ line: 2, column, code, level: 'error' }])
})

test('good rows go on beside bad ones', async () => {
  const { rows, findings, total } = await prepare('email,age\na@x.fr,1\nb@x.fr,x\nc@x.fr,3\n')
  expect(rows.map(({ line }) => line)).toEqual([2, 4])
  expect(findings.map(({ line }) => line)).toEqual([3])
  expect(total).toBe(3)
})

test('the second row of an address is left out and names the first', async () => {
  const { rows, findings } = await prepare('email,city\na@x.fr,Lyon\nb@x.fr,Lille\nA@X.FR,Paris\n')
  expect(rows).toHaveLength(2)
  expect(findings).toMatchObject([{ line: 4, code: 'duplicate_row', message: expect.stringContaining('line 2') }])
})

test('a row with neither address nor id is left out', async () => {
  const { findings } = await prepare('email,city\n,Lyon\n')
  expect(findings).toMatchObject([{ line: 2, code: 'missing_email' }])
})

test('a row with more cells than columns is left out, one with fewer is read', async () => {
  const { rows, findings } = await prepare('email,city\na@x.fr,Lyon,extra\nb@x.fr\n')
  expect(findings).toMatchObject([{ line: 2, code: 'too_many_cells' }])
  expect(rows.map(({ line }) => line)).toEqual([3])
})

test.each([
  ['+33 6 12 34 56 78', '', '+33612345678'],
  ['06 12 34 56 78', 'FR', '+33612345678'],
  ['06 12 34 56 78', 'france', '+33612345678'],
  ['0044 20 7946 0958', '', '+442079460958'],
])('the phone number %j (country %j) is kept as %s', async (phone, country, kept) => {
  const { rows, findings } = await prepare(`email,phone,country\na@x.fr,${phone},${country}\n`)
  expect(findings).toEqual([])
  expect(rows[0]?.row.change.fields).toMatchObject({ phone: kept })
})

test('a phone number that cannot be dialled is kept as written, with a warning that keeps nothing out', async () => {
  const { rows, findings, errorCount } = await prepare('email,phone\na@x.fr,06 12 34 56 78\n')
  expect(rows[0]?.row.change.fields).toMatchObject({ phone: '06 12 34 56 78' })
  expect(findings).toMatchObject([{ line: 2, column: 'phone', level: 'warning', code: 'invalid_phone' }])
  expect(errorCount).toBe(0)
})

test('a suppressed contact is suppressed on the channels named, and "no" lifts nothing', async () => {
  const { rows } = await prepare('email,suppressed\na@x.fr,yes\nb@x.fr,email\nc@x.fr,no\n')
  expect(rows.map(({ row }) => row.change.suppressed)).toEqual([['email', 'sms'], ['email'], undefined])
})

test('at most a hundred findings are listed, all are counted', async () => {
  const lines = Array.from({ length: 250 }, (_, i) => `c${i}@x.fr,none`)
  const { findings, errorCount } = await prepare(`email,age\n${lines.join('\n')}\n`)
  expect(findings).toHaveLength(100)
  expect(errorCount).toBe(250)
})
