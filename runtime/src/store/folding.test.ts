import type { Contact } from '@couveuse/shared/contact/schema'
import { expect, test } from 'vitest'
import { someContact } from '../testing/store-fixture.ts'
import { foldEmail, foldText, listKeys } from './folding.ts'

test('an e-mail address has one spelling', () => {
  expect(foldEmail('  Éva@Example.COM ')).toBe(foldEmail('éva@example.com'.normalize('NFD')))
  expect([foldEmail(' '), foldEmail(undefined), foldEmail(7)]).toEqual([undefined, undefined, undefined])
})

test('text is found whatever its case and accents', () => {
  expect(foldText('Ça, Hélène ÅNGSTRÖM')).toBe('ca, helene angstrom')
})

test.each<[string, Contact['fields'], string]>([
  ['last and first name', { firstName: 'Ada', lastName: 'Lovelace', email: 'a@b.c' }, 'lovelace ada'],
  ['what there is of a name', { firstName: 'Ada', email: 'a@b.c' }, 'ada'],
  ['the address', { email: 'a@b.c', phone: '+336' }, 'a@b.c'],
  ['the phone number', { phone: '+336' }, '+336'],
  ['the id', {}, 'c1'],
])('lists sort by %s', (_, fields, nameKey) => {
  expect(listKeys(someContact('c1', { fields })).nameKey).toBe(nameKey)
})

test('lists find contacts by name, address, phone and account', () => {
  const contact = someContact('c1', {
    fields: { firstName: 'Ada', lastName: 'Lovelace', email: 'Ada@b.c', phone: '+336', city: 'London' },
    account: { name: 'Société' },
  })
  expect(listKeys(contact)).toMatchObject({ emailKey: 'ada@b.c', search: 'ada lovelace ada@b.c +336 societe' })
})
