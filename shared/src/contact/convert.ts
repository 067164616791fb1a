import { type AttributeType, CONTACT_FIELDS } from '../contract/words.ts'
import { parseDateValue } from '../time/date-value.ts'
import type { AttributeValue } from './schema.ts'

/** A value as somebody gave it - a step, the API, a cell of a CSV file - made into what the attribute holds. */
export type Conversion =
  | { readonly ok: true; readonly value: AttributeValue }
  | { readonly ok: false; readonly message: string }

const BUILT_IN: ReadonlyMap<string, AttributeType> = new Map<string, AttributeType>([
  ...CONTACT_FIELDS.map((name) => [name, name === 'createdAt' ? 'date' : 'text'] as const),
  ['tags', 'set'],
  ['lists', 'set'],
])

/** Type of a contact attribute by its bare name: the table of FLOW-DSL §3 first, then what is declared (fine print 25, 151). */
export function contactAttributeType(name: string, declared: AttributeType | undefined): AttributeType | undefined {
  return BUILT_IN.get(name) ?? declared
}

/**
 * Converts by the declared type; an undeclared attribute keeps the type of the JSON value (fine print 1, 111). Nothing is
 * guessed: what does not parse is refused. Text for a set is split at commas and semicolons.
 */
export function convertValue(value: AttributeValue, type: AttributeType | undefined): Conversion {
  switch (type) {
    case undefined:
      return typeof value === 'object' ? { ok: true, value: members(value) } : { ok: true, value }
    case 'text':
      return typeof value === 'object' ? refuse('a set is no text') : { ok: true, value: String(value) }
    case 'number':
      return toNumber(value)
    case 'boolean':
      return toBoolean(value)
    case 'date':
      return typeof value === 'string' && parseDateValue(value)
        ? { ok: true, value: value.trim() }
        : refuse(`${shown(value)} is not a date of the calendar such as 2026-12-01`)
    case 'set':
      return toSet(value)
  }
}

/** Numeric text: `[+-]?digits[.digits]` after trim (fine print 75); undefined for anything else. */
function parseNumber(text: string): number | undefined {
  const trimmed = text.trim()
  return /^[+-]?\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

function toNumber(value: AttributeValue): Conversion {
  const number = typeof value === 'string' ? parseNumber(value) : value
  return typeof number === 'number' && Number.isFinite(number)
    ? { ok: true, value: number }
    : refuse(`${shown(value)} is not a number`)
}

/** `true` and `false` in any case; 1, 0 and "yes" are not (fine print 77). */
function toBoolean(value: AttributeValue): Conversion {
  if (typeof value === 'boolean') return { ok: true, value }
  const word = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return word === 'true' || word === 'false'
    ? { ok: true, value: word === 'true' }
    : refuse(`${shown(value)} is neither true nor false`)
}

function toSet(value: AttributeValue): Conversion {
  if (typeof value === 'object') return { ok: true, value: members(value) }
  return typeof value === 'string'
    ? { ok: true, value: members(value.split(/[,;]/)) }
    : refuse(`${shown(value)} is no set of texts`)
}

/** Trimmed, without empty ones, each once - compared as conditions compare (fine print 78, 79). */
function members(texts: readonly string[]): string[] {
  const byFold = new Map<string, string>()
  for (const text of texts) {
    const member = text.trim()
    const fold = member.normalize('NFC').toLowerCase()
    if (member !== '' && !byFold.has(fold)) byFold.set(fold, member)
  }
  return [...byFold.values()]
}

const refuse = (message: string): Conversion => ({ ok: false, message })
const shown = (value: AttributeValue): string => JSON.stringify(value)
