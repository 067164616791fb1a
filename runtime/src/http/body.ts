import type { Context } from 'hono'
import { refuse } from './refuse.ts'

/** Flows of several thousand steps fit; a body beyond it is refused before it is read. */
const BODY_MOST_BYTES = 5 * 1024 * 1024
const NESTING_MOST = 100

/** The JSON body, or one clear error: wrong content type, too large, not UTF-8, empty, not JSON, nested without end. */
export async function readJson(c: Context, limit = BODY_MOST_BYTES): Promise<unknown> {
  expectType(c, (type) => type === 'application/json' || type.endsWith('+json'), 'application/json')
  const text = decodeUtf8(await readBytes(c, limit))
  if (text.trim() === '') throw refuse('empty_body', 'The body is empty: send JSON.')
  if (isDeeperThan(text, NESTING_MOST)) {
    throw refuse('wrong_shape', `The body is nested more than ${NESTING_MOST} levels deep.`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refuse(
      'invalid_json',
      `The body is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
    )
  }
}

/** Nothing was sent; servers give an empty stream even then. */
export function hasNoBody(c: Context): boolean {
  const { headers } = c.req.raw
  return (
    Number(headers.get('content-length') ?? 0) === 0 &&
    !headers.has('transfer-encoding') &&
    !headers.has('content-type')
  )
}

/** Throws 415 unless the content type (without its parameters) is accepted. */
export function expectType(c: Context, isAccepted: (type: string) => boolean, wanted: string): string {
  const header = c.req.header('content-type') ?? ''
  const type = (header.split(';')[0] ?? '').trim().toLowerCase()
  if (!isAccepted(type)) {
    const got = header === '' ? 'no content type was sent' : `"${header}" was sent`
    throw refuse('unsupported_media_type', `This address reads ${wanted}; ${got}.`)
  }
  const encoding = c.req.header('content-encoding')
  if (encoding && encoding.toLowerCase() !== 'identity') {
    throw refuse('unsupported_media_type', `The body is sent with Content-Encoding ${encoding}: send it plain.`)
  }
  return type
}

/** Reads at most `limit` bytes; neither a lying nor a missing Content-Length gets more into memory. */
export async function readBytes(c: Context, limit: number): Promise<Uint8Array> {
  const tooLarge = () => refuse('body_too_large', `The body is larger than ${Math.floor(limit / 1024 / 1024)} MB.`)
  if (Number(c.req.header('content-length') ?? 0) > limit) throw tooLarge()
  const stream = c.req.raw.body
  if (!stream) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Text of UTF-8 bytes; a leading byte order mark is dropped. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('invalid_utf8', `The body is not UTF-8 text: byte ${firstInvalidByte(bytes)} cannot be read.`)
  }
}

/** Where decoding breaks, counted from 1, by halving: the decoder itself does not tell. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const decoder = new TextDecoder('utf-8', { fatal: true })
    try {
      decoder.decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return bad
}

/** Schemas and parsers recurse: a body of nothing but brackets must not reach them. */
function isDeeperThan(text: string, most: number): boolean {
  let depth = 0
  let isInText = false
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charCodeAt(i)
    if (isInText) {
      if (character === 0x5c) i += 1
      else if (character === 0x22) isInText = false
    } else if (character === 0x22) isInText = true
    else if (character === 0x7b || character === 0x5b) {
      depth += 1
      if (depth > most) return true
    } else if (character === 0x7d || character === 0x5d) depth -= 1
  }
  return false
}
