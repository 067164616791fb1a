import type { AttributeType } from '@couveuse/shared/contract/words'
import type { Format } from '../../ui/format.ts'

export type FieldValue = string | number | boolean | readonly string[]

/** What was typed, as the value a field of this type takes; null clears it. */
export type ReadValue =
  | { readonly ok: true; readonly value: string | number | boolean | string[] | null }
  | { readonly ok: false; readonly problem: 'wrongNumber' | 'wrongDate' }

/** The value as it stands in an input. */
export function typedValue(value: FieldValue | undefined): string {
  if (value === undefined) return ''
  return typeof value === 'object' ? value.join(', ') : String(value)
}

/** Reads what was typed into a field. Numbers may have a comma for a point, as French writes them. */
export function readValue(typed: string, type: AttributeType): ReadValue {
  const text = typed.trim()
  if (text === '') return { ok: true, value: null }
  switch (type) {
    case 'number': {
      const number = Number(text.replaceAll(/[\s\u202f\u00a0]/g, '').replace(',', '.'))
      return Number.isFinite(number) ? { ok: true, value: number } : { ok: false, problem: 'wrongNumber' }
    }
    case 'boolean':
      return { ok: true, value: text === 'true' }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) && Number.isFinite(Date.parse(text))
        ? { ok: true, value: text }
        : { ok: false, problem: 'wrongDate' }
    case 'set':
      return {
        ok: true,
        value: [...new Set(text.split(/[,;]/).map((part) => part.trim()))].filter((part) => part !== ''),
      }
    case 'text':
      return { ok: true, value: text }
  }
}

/** The value as people read it: dates and numbers by locale, `yes` and `no` in their language. */
export function shownValue(
  value: FieldValue,
  type: AttributeType,
  format: Format,
  words: { yes: string; no: string },
): string {
  if (typeof value === 'object') return value.join(', ')
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return format.formatNumber(value)
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return format.formatDate(`${value}T12:00:00Z`, 'UTC')
  if (type === 'date' && Number.isFinite(Date.parse(value))) return format.formatDateTime(value)
  return value
}

/** The type of a field: declared, else that of its value (fine print 1, 151). */
export function typeOfField(
  name: string,
  value: FieldValue | undefined,
  declared: Readonly<Record<string, AttributeType>>,
): AttributeType {
  const type = Object.hasOwn(declared, name) ? declared[name] : undefined
  if (type) return type
  if (name === 'account.employees' || name === 'account.revenue') return 'number'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'object' ? 'set' : 'text'
}
