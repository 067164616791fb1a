import { InvariantError } from '@couveuse/shared/contract/problem'
import type { Row } from '../rows/row.ts'

type Value = Row[number]

/** PostgreSQL keeps no NUL in a text; it stands for nothing that people write. */
const withoutNul = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text)

/** One text as PostgreSQL may keep it. */
export const plainText = (text: string): string => withoutNul(text.toWellFormed())

/** What an array would read otherwise than JSON writes it: control characters, and halves of a pair. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these very characters are looked for
const CONTROL = /[\u0000-\u001f]/

/** An element of an array between its quotes. The usual text is escaped as JSON does it, which is by far the fastest way. */
function quoted(text: string): string {
  if (!CONTROL.test(text) && text.isWellFormed()) return JSON.stringify(text)
  return `"${withoutNul(text.toWellFormed()).replace(/["\\]/g, '\\$&')}"`
}

function element(value: Value): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return String(value)
  if (value === null) return 'NULL'
  throw new InvariantError(`A value of type ${typeof value} has no place in a row.`)
}

/** Numbers as one parameter of an array type. */
export const numbers = (values: readonly number[]): string => `{${values.join(',')}}`

export const texts = (values: readonly string[]): string => `{${values.map(element).join(',')}}`

/** Rows as one parameter per column: `unnest` makes rows of them again. */
export function columnsOf(rows: readonly Row[], width: number): string[] {
  const columns: string[] = []
  for (let column = 0; column < width; column += 1) {
    let text = '{'
    for (let i = 0; i < rows.length; i += 1) {
      if (i > 0) text += ','
      text += element(rows[i]?.[column] ?? null)
    }
    columns.push(`${text}}`)
  }
  return columns
}
