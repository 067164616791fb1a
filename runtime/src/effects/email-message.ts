import type { Contact } from '@couveuse/shared/contact/schema'
import type { Effect } from '@couveuse/shared/contract/effect'
import { appendFooter, appendPixel, escapeAttribute, trackLinks } from '@couveuse/shared/message/links'
import { plainText } from '@couveuse/shared/message/plain-text'
import type { LinkMaker } from '../ports/links.ts'
import type { OutgoingMail } from '../ports/mailer.ts'
import { messageIdOf } from './message-id.ts'

export type EmailEffect = Extract<Effect, { type: 'send_message' }>

const FOOTER = {
  en: { way: 'Unsubscribe', why: 'You receive this message because you agreed to hear from us.' },
  fr: { way: 'Se désabonner', why: 'Vous recevez ce message parce que vous avez accepté nos envois.' },
} as const

/**
 * The mail as it leaves: tracked links, an invisible link that only machines follow, the open pixel, the way out at its
 * end and in its headers (FLOW-DSL §6, RFC 8058). What the outbox shows stays as it was rendered.
 */
export function emailMessage(
  effect: EmailEffect,
  options: { readonly contact: Contact | undefined; readonly link: LinkMaker; readonly mailFrom: string },
): OutgoingMail {
  const { contact, link } = options
  const { contactId, messageKey } = effect
  const spoken = contact?.fields.language
  const language = typeof spoken === 'string' && /^fr\b/i.test(spoken) ? 'fr' : 'en'
  const unsubscribe = link({
    type: 'unsubscribe',
    contactId,
    messageKey,
    channel: 'email',
    language,
    ...(effect.topic === undefined ? {} : { topic: effect.topic }),
  })
  const tracked = effect.html === undefined ? undefined : trackedHtml(effect.html, { contactId, messageKey, link })
  const { way, why } = FOOTER[language]
  const whole = appendFooter(
    { subject: effect.subject, text: plainText(effect), ...(tracked === undefined ? {} : { html: tracked }) },
    {
      text: `${why}\n${way}: ${unsubscribe}`,
      html: `<p style="margin:24px 0 0;font:12px/1.5 sans-serif;color:#6b7280">${why} <a href="${escapeAttribute(unsubscribe)}" style="color:#6b7280">${way}</a></p>`,
    },
  )
  const html =
    whole.html === undefined ? undefined : appendPixel(whole.html, link({ type: 'open', contactId, messageKey }))
  const from = effect.from ?? options.mailFrom
  return {
    messageId: messageIdOf(effect.key, from),
    from,
    to: [effect.to],
    subject: whole.subject,
    text: plainText(whole),
    ...(html === undefined ? {} : { html }),
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

/** The trap stands first: a machine that opens every link begins with it, so that what follows can be told apart. */
function trackedHtml(
  html: string,
  { contactId, messageKey, link }: { contactId: string; messageKey: string; link: LinkMaker },
): string {
  const tracked = trackLinks(html, (url) => link({ type: 'click', contactId, messageKey, url }))
  const trap = link({ type: 'trap', contactId, messageKey })
  return insertAtStart(
    tracked,
    `<a href="${escapeAttribute(trap)}" tabindex="-1" aria-hidden="true" style="display:none;font-size:0;line-height:0"></a>`,
  )
}

function insertAtStart(html: string, markup: string): string {
  const body = /<body\b[^>]*>/i.exec(html)
  if (!body) return markup + html
  const at = body.index + body[0].length
  return html.slice(0, at) + markup + html.slice(at)
}

/** The headers it leaves with, as the outbox page shows them. */
export function emailHeaders(
  effect: EmailEffect,
  options: Parameters<typeof emailMessage>[1],
): Readonly<Record<string, string>> {
  const { from, to, messageId, headers } = emailMessage(effect, options)
  return { From: from, To: to.join(', '), 'Message-ID': `<${messageId}>`, ...headers }
}
