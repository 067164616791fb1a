/** A stretch of JSON text that is coloured alike. */
export interface JsonToken {
  readonly kind: 'key' | 'text' | 'number' | 'word' | 'rest'
  readonly text: string
}

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

/** Cuts JSON text into keys, texts, numbers, words and the rest between them; joined, they are the text again. */
export function jsonTokens(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, quoted, colon, number] = match
    if (match.index > at) tokens.push({ kind: 'rest', text: text.slice(at, match.index) })
    if (quoted !== undefined) {
      tokens.push({ kind: colon === undefined ? 'text' : 'key', text: quoted })
      if (colon !== undefined) tokens.push({ kind: 'rest', text: colon })
    } else {
      tokens.push({ kind: number === undefined ? 'word' : 'number', text: whole })
    }
    at = match.index + whole.length
  }
  if (at < text.length) tokens.push({ kind: 'rest', text: text.slice(at) })
  return tokens
}
