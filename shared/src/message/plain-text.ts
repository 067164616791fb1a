import { compile } from 'html-to-text'

const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
})

/**
 * The plain-text part of a message: its own text, or made from its HTML - links in brackets after their text, no images,
 * lines unbroken (fine print 116).
 */
export function plainText(message: { readonly text: string | null; readonly html?: string | null }): string {
  return message.text ?? (message.html ? convert(message.html) : '')
}
