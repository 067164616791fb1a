// The keys of a contact's things: an enrollment is `<contact>.<ordinal>`, a visit `<enrollment>:<seq>`, an effect
// `<enrollment>:<seq>:<n>` (FLOW-DSL §7). Rows keep the contact's handle and the tail after its id.
import { InvariantError } from '@couveuse/shared/contract/problem'

const KEY = /^(.+)\.(\d+(?::\d+){0,2})$/s

/** `c1.2:3:1` -> `{ contactId: 'c1', tail: '2:3:1' }`; undefined for text that is no such key. */
export function splitKey(key: string): { readonly contactId: string; readonly tail: string } | undefined {
  const [, contactId, tail] = KEY.exec(key) ?? []
  return contactId && tail ? { contactId, tail } : undefined
}

/** Tail of a key that belongs to this contact. */
export function tailOf(contactId: string, key: string): string {
  if (!key.startsWith(contactId) || key[contactId.length] !== '.')
    throw new InvariantError(`The key ${key} does not belong to contact ${contactId}.`)
  return key.slice(contactId.length + 1)
}

export const keyOf = (contactId: string, tail: string | number): string => `${contactId}.${tail}`

/** Ordinal of the enrollment a tail belongs to. */
export const ordinalOf = (tail: string): number => Number.parseInt(tail, 10)

/** A message key may come from outside and name another contact's message: then it is kept whole, behind a mark. */
export const foreignTail = (contactId: string, key: string): string =>
  key.startsWith(`${contactId}.`) ? tailOf(contactId, key) : `=${key}`
export const foreignKey = (contactId: string, tail: string): string =>
  tail.startsWith('=') ? tail.slice(1) : keyOf(contactId, tail)
