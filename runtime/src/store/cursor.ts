import { RequestError } from '@couveuse/shared/contract/problem'

/** Where a page ended: the sort values of its last row. Opaque outside, and good for the same list only. */
export function writeCursor(list: string, values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url')
}

interface Kinds {
  number: number
  string: string
}
type Values<K extends readonly (keyof Kinds)[]> = { -readonly [I in keyof K]: Kinds[K[I]] }

/** Values in the order they were written; `kinds` says what they are. Throws `invalid_cursor`. */
export function readCursor<const K extends readonly (keyof Kinds)[]>(
  cursor: string,
  list: string,
  kinds: K,
): Values<K> {
  const parsed = parse(cursor)
  if (!Array.isArray(parsed) || parsed[0] !== list || parsed.length !== kinds.length + 1) throw wrongCursor()
  const values: unknown[] = parsed.slice(1)
  if (!values.every((value, i) => typeof value === kinds[i])) throw wrongCursor()
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: parsed just now, value by value
  return values as Values<K>
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw wrongCursor()
  }
}

const wrongCursor = (): RequestError =>
  new RequestError('invalid_cursor', 'This cursor does not belong to this list: start at its first page.', {
    path: 'cursor',
  })
