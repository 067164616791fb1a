import { QuoteType, Tokenizer } from 'htmlparser2'
import { plainText } from './plain-text.ts'
import type { RenderedMessage } from './schema.ts'

/*
 * What is done to a rendered message before it leaves: tracked links, the open pixel, the footer. Text is cut and pasted
 * at the places the tokenizer names; all else stays byte for byte, for mail clients are touchy about markup.
 */

interface Attribute {
  /** where the value stands, quotes included */
  readonly start: number
  readonly end: number
  readonly value: string
}

/**
 * Replaces the target of every web link (`http`, `https`) of `<a>` and `<area>`. `toTracked` gets the decoded URL and the
 * link's number in reading order, from 0; returning the URL as it came (an unsubscribe link, say) leaves the link alone.
 * `mailto:`, `tel:`, anchors and relative targets are never asked about, nor is what stands in comments or scripts.
 */
export function trackLinks(html: string, toTracked: (url: string, index: number) => string): string {
  let rewritten = ''
  let done = 0
  let index = 0
  for (const { start, end, value } of linkTargets(html)) {
    const url = value.trim()
    if (!/^https?:\/\//i.test(url)) continue
    const tracked = toTracked(url, index++)
    if (tracked === url) continue
    rewritten += `${html.slice(done, start)}"${escapeAttribute(tracked)}"`
    done = end
  }
  return rewritten + html.slice(done)
}

const LINKS: ReadonlySet<string> = new Set(['a', 'area'])

/** The `href` of each link element, the first where it is given twice. */
function linkTargets(html: string): readonly Attribute[] {
  const targets: Attribute[] = []
  let isLink = false
  let isHref = false
  let nameEnd = 0
  let value = ''
  const tokenizer = new Tokenizer(
    {},
    {
      ...silent,
      onopentagname(start, end) {
        isLink = LINKS.has(html.slice(start, end).toLowerCase())
      },
      onattribname(start, end) {
        isHref = isLink && html.slice(start, end).toLowerCase() === 'href'
        nameEnd = end
        value = ''
      },
      onattribdata(start, end) {
        if (isHref) value += html.slice(start, end)
      },
      onattribentity(codepoint) {
        if (isHref) value += String.fromCodePoint(codepoint)
      },
      onattribend(quote, end) {
        if (!isHref) return
        isLink = false
        if (quote !== QuoteType.NoValue) targets.push({ start: valueStart(html, nameEnd), end, value })
      },
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return targets
}

function valueStart(html: string, nameEnd: number): number {
  let at = html.indexOf('=', nameEnd) + 1
  while (/\s/.test(html.charAt(at))) at++
  return at
}

const nothing = (): void => undefined
const silent = {
  onattribdata: nothing,
  onattribend: nothing,
  onattribentity: nothing,
  onattribname: nothing,
  oncdata: nothing,
  onclosetag: nothing,
  oncomment: nothing,
  ondeclaration: nothing,
  onend: nothing,
  onopentagend: nothing,
  onopentagname: nothing,
  onprocessinginstruction: nothing,
  onselfclosingtag: nothing,
  ontext: nothing,
  ontextentity: nothing,
}

/** Escapes text for an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Adds the invisible picture by which an open is noticed, at the very end of the body. */
export function appendPixel(html: string, url: string): string {
  return insertAtEnd(
    html,
    `<img src="${escapeAttribute(url)}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">`,
  )
}

/** Adds a footer - who writes, and the way out - to the text part and, where there is one, to the HTML part. */
export function appendFooter(
  message: RenderedMessage,
  footer: { readonly html: string; readonly text: string },
): RenderedMessage {
  const text = `${plainText(message).trimEnd()}\n\n-- \n${footer.text}\n`
  if (message.html === undefined) return { ...message, text }
  return { ...message, text, html: insertAtEnd(message.html, footer.html) }
}

/** Inserts markup before the last `</body>`, else before `</html>`, else at the end. */
export function insertAtEnd(html: string, markup: string): string {
  const at = lastClosingTag(html, 'body') ?? lastClosingTag(html, 'html') ?? html.length
  return html.slice(0, at) + markup + html.slice(at)
}

const CLOSING = { body: /<\/body/i, html: /<\/html/i } as const

/** Where the closing tag begins; what only looks like one - in a comment, a script - does not count. */
function lastClosingTag(html: string, name: 'body' | 'html'): number | undefined {
  // Most messages are a piece of a page: nothing to look for.
  if (!CLOSING[name].test(html)) return undefined
  let found: number | undefined
  const tokenizer = new Tokenizer(
    {},
    {
      ...silent,
      onclosetag(start, end) {
        if (html.slice(start, end).toLowerCase() === name) found = html.lastIndexOf('<', start)
      },
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return found
}
