import { BANT } from '@couveuse/shared/contract/words'
import { attributeWords } from '../attribute-words.ts'

/** Fields a column can go to, as the API names them, in the groups and the order in which they are offered. */
const groups = {
  contact: [
    'contact.email',
    'contact.firstName',
    'contact.lastName',
    'contact.phone',
    'contact.title',
    'contact.language',
    'contact.timezone',
    'contact.country',
    'contact.city',
    'contact.source',
    'contact.owner',
    'contact.buyingRole',
  ],
  account: [
    'account.name',
    'account.domain',
    'account.industry',
    'account.employees',
    'account.revenue',
    'account.country',
  ],
  permission: ['consent.email', 'consent.sms', 'suppressed'],
  more: ['stage', 'contact.tags', 'contact.lists', ...BANT.map((answer) => `bant.${answer}` as const), 'id'],
} as const

type Groups = typeof groups
export type KnownField = Groups[keyof Groups][number]
export type FieldGroup = keyof Groups | 'own'

export interface FieldChoice {
  readonly value: string
  readonly label: string
}

export interface FieldWords {
  readonly group: (group: FieldGroup) => string
  readonly field: (field: KnownField) => string
}

const known: readonly string[] = Object.values(groups).flat()

/** True for the fields that have words of their own; the others are attributes that the workspace has made up. */
function isKnownField(field: string): field is KnownField {
  return known.includes(field)
}

/** `contact.jobLevel` is told as "Job level"; `consent.email.news` as it is. */
export function fieldLabel(field: string, words: FieldWords): string {
  return isKnownField(field) ? words.field(field) : attributeWords(field.replace(/^contact\./, ''))
}

/**
 * What a column may be mapped to. `attributes` are the names the workspace has declared (`jobLevel`, `account.region`), `used` the
 * fields of the columns as they stand, so that nothing that is chosen is missing from the choice.
 */
export function fieldChoices(
  attributes: readonly string[],
  used: readonly string[],
  words: FieldWords,
): readonly { readonly group: string; readonly items: readonly FieldChoice[] }[] {
  const declared = attributes.map((name) => (name.startsWith('account.') ? name : `contact.${name}`))
  const own = [...new Set([...declared, ...used])].filter((field) => !isKnownField(field)).sort()
  const choices = (fields: readonly string[]): FieldChoice[] =>
    fields.map((value) => ({ value, label: fieldLabel(value, words) }))
  return [
    { group: words.group('contact'), items: choices(groups.contact) },
    ...(own.length > 0 ? [{ group: words.group('own'), items: choices(own) }] : []),
    { group: words.group('account'), items: choices(groups.account) },
    { group: words.group('permission'), items: choices(groups.permission) },
    { group: words.group('more'), items: choices(groups.more) },
  ]
}

/** "Job level" typed as a new attribute becomes `contact.jobLevel`; undefined where nothing of it can be a name (fine print 147). */
export function newAttribute(typed: string): string | undefined {
  const words = typed
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9_]+/)
    .filter((word) => word !== '')
  const [first, ...others] = words
  if (!first || !/^[A-Za-z]/.test(first)) return undefined
  const rest = others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `contact.${first.charAt(0).toLowerCase()}${first.slice(1)}${rest.join('')}`
}
