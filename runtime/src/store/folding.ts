import type { Contact } from '@couveuse/shared/contact/schema'

/** One spelling per address: trimmed, composed, lower case. Undefined for nothing. */
export function foldEmail(email: unknown): string | undefined {
  if (typeof email !== 'string') return undefined
  return email.trim().normalize('NFC').toLowerCase() || undefined
}

/** Lower case without accents, for finding: `Hélène` is found by `helene`. */
export const foldText = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : ''

/** What lists look for and sort by. */
export function listKeys(contact: Contact): {
  readonly emailKey: string | undefined
  readonly nameKey: string
  readonly search: string
} {
  const { email, phone, firstName, lastName } = contact.fields
  const names = [textOf(lastName), textOf(firstName)].filter(Boolean).join(' ')
  const parts = [textOf(firstName), textOf(lastName), textOf(email), textOf(phone), textOf(contact.account.name)]
  return {
    emailKey: foldEmail(email),
    nameKey: foldText(names || textOf(email) || textOf(phone) || contact.id).trim(),
    search: foldText(parts.filter(Boolean).join(' ')),
  }
}
