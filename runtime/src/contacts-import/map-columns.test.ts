import { RequestError } from '@couveuse/shared/contract/problem'
import { expect, test } from 'vitest'
import { fieldOfHeader } from './header-names.ts'
import { mapColumns } from './map-columns.ts'

const refusal = (header: readonly string[], mapping: Record<string, string | null> = {}) => {
  try {
    mapColumns(header, mapping)
  } catch (error) {
    if (error instanceof RequestError) return error
  }
  throw new Error('the columns were not refused')
}

test.each([
  ['E-mail', 'contact.email'],
  ['Adresse e-mail', 'contact.email'],
  ['Prénom', 'contact.firstName'],
  ['NOM', 'contact.lastName'],
  ['Last name', 'contact.lastName'],
  ['Job title', 'contact.title'],
  ['Téléphone', 'contact.phone'],
  ['Société', 'account.name'],
  ['Company', 'account.name'],
  ['Effectif', 'account.employees'],
  ['Tags', 'contact.tags'],
  ['consent.email', 'consent.email'],
  ['Stage', 'stage'],
  ['bant.budget', 'bant.budget'],
  ['account.region', 'account.region'],
  ['buying role', 'contact.buyingRole'],
])('the header %j means %s', (header, field) => {
  expect(fieldOfHeader(header)).toBe(field)
})

test.each([
  ['Job level', 'contact.jobLevel'],
  ['renewal_date', 'contact.renewal_date'],
  ['Catégorie d’achat', 'contact.categorieDAchat'],
  ['2024 revenue', 'contact.column2024Revenue'],
])('the header %j, which nobody knows, becomes the attribute %s', (header, field) => {
  expect(fieldOfHeader(header)).toBe(field)
})

test('a mapping goes before the name, and null leaves a column out', () => {
  expect(mapColumns(['mail', 'x', 'y'], { mail: 'email', x: 'jobLevel', y: null })).toEqual([
    { header: 'mail', field: 'contact.email' },
    { header: 'x', field: 'contact.jobLevel' },
    { header: 'y', field: null },
  ])
})

test('a file without e-mail address and id is refused, naming the columns it has', () => {
  const error = refusal(['prénom', 'ville'])
  expect(error).toMatchObject({ code: 'csv_wrong_columns', path: 'line 1' })
  expect(error.message).toContain('"prénom", "ville"')
})

test('an id is as good as an e-mail address', () => {
  expect(mapColumns(['id', 'city'], {}).map((column) => column.field)).toEqual(['id', 'contact.city'])
})

test('two columns for one field are refused by name', () => {
  expect(refusal(['email', 'E-Mail']).message).toContain('"email" and "E-Mail" would both go to contact.email')
})

test('a column without a name is refused with its place', () => {
  expect(refusal(['email', ''])).toMatchObject({ code: 'csv_wrong_columns', path: 'line 1, column 2' })
})

test('a mapping for a column that is not there, or to no field, is refused', () => {
  expect(refusal(['email'], { mail: 'email' })).toMatchObject({ code: 'csv_wrong_mapping', path: 'mapping.mail' })
  expect(refusal(['email', 'x'], { x: 'not a field!' })).toMatchObject({ code: 'csv_wrong_mapping', path: 'mapping.x' })
  expect(refusal(['email', 'x'], { x: 'bant.money' })).toMatchObject({ code: 'csv_wrong_mapping' })
})
