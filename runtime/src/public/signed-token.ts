import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LinkMaker, MessageLink } from '../ports/links.ts'

const LETTER = { open: 'o', click: 'c', trap: 'h', unsubscribe: 'u' } as const
const SIGNATURE_BYTES = 16

/**
 * A token carries the meaning of its link whole and signed: nobody can make us redirect elsewhere (the address is inside
 * the signature) or unsubscribe somebody else, and nothing must be looked up. HMAC-SHA-256 over type and content, cut to
 * 128 bits, base64url. Links in sent mail never expire.
 */
export interface TokenSigner {
  /** `<public url>/t/<letter>/<token>` */
  readonly link: LinkMaker
  /** undefined when it was not signed by us for that very purpose */
  read<Type extends MessageLink['type']>(type: Type, token: string): Extract<MessageLink, { type: Type }> | undefined
}

export function tokenSigner(options: { readonly key: string; readonly publicUrl: string }): TokenSigner {
  const base = options.publicUrl.replace(/\/$/, '')
  const sign = (type: string, content: string): Buffer =>
    createHmac('sha256', options.key).update(`${type}.${content}`).digest().subarray(0, SIGNATURE_BYTES)

  return {
    link(meaning) {
      const { type, ...rest } = meaning
      const content = Buffer.from(JSON.stringify(rest)).toString('base64url')
      return `${base}/t/${LETTER[type]}/${content}.${sign(type, content).toString('base64url')}`
    },
    read(type, token) {
      const [content = '', signature = '', ...more] = token.split('.')
      if (more.length > 0) return undefined
      const given = Buffer.from(signature, 'base64url')
      const right = sign(type, content)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      // signed by us: the content is what `link` wrote
      return { type, ...JSON.parse(Buffer.from(content, 'base64url').toString()) }
    },
  }
}
