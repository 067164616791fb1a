/**
 * Where the value of a path begins in a JSON text; for a path that goes on beyond what is there, the nearest around it.
 * Text that is no JSON is read as far as it goes.
 */
export function offsetOf(text: string, path: readonly string[]): number {
  let from = 0
  let to = text.length
  let found = 0
  for (const key of path) {
    const span = memberSpan(text, from, to, key)
    if (!span) return found
    found = span.keyAt
    from = span.from
    to = span.to
  }
  return found
}

interface Span {
  /** where the name (in a list: the value) stands */
  readonly keyAt: number
  readonly from: number
  readonly to: number
}

/** The member of the object or list that opens first in a stretch of text. */
function memberSpan(text: string, from: number, to: number, key: string): Span | undefined {
  let at = skipSpace(text, from)
  const isList = text[at] === '['
  if (text[at] !== '{' && !isList) return undefined
  at += 1
  for (let index = 0; at < to; index += 1) {
    at = skipSpace(text, at)
    if (text[at] === '}' || text[at] === ']' || at >= to) return undefined
    const keyAt = at
    let name = String(index)
    if (!isList) {
      const end = endOfValue(text, at)
      name = readName(text.slice(at, end))
      at = skipSpace(text, end)
      if (text[at] !== ':') return undefined
      at = skipSpace(text, at + 1)
    }
    const end = endOfValue(text, at)
    if (name === key) return { keyAt, from: at, to: end }
    at = skipSpace(text, end)
    if (text[at] !== ',') return undefined
    at += 1
  }
  return undefined
}

function readName(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1
  return at
}

/** The end of the value that begins here: brackets closed, quotes closed. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  // One piece at a time: a quoted text (closed or not), or a character that opens, closes or separates.
  for (const match of text.slice(from).matchAll(/"(?:\\.|[^"\\])*"?|[{}[\],:]/g)) {
    const [piece] = match
    const end = from + match.index + piece.length
    if (piece === '{' || piece === '[') depth += 1
    else if (piece === '}' || piece === ']') depth -= 1
    else if (depth === 0) return piece.startsWith('"') ? end : from + match.index
    if (depth < 0) return from + match.index
    if (depth === 0 && !piece.startsWith('"')) return end
  }
  return text.length
}
