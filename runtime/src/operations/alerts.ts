import { instantText } from '@couveuse/shared/api/instant'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { Mailer } from '../ports/mailer.ts'
import type { WebhookCaller } from '../ports/webhook-caller.ts'
import type { AlertNews } from './watch.ts'

export interface AlertDeps {
  readonly mailer: Mailer
  readonly webhooks: WebhookCaller
  readonly mailFrom: string
  /** addresses of the people who run this; undefined = nobody is written to */
  readonly email: string | undefined
  /** gets a POST with JSON; undefined = nobody is called */
  readonly url: string | undefined
  /** where the health page is */
  readonly publicUrl: string
  readonly clock: Clock
  readonly log: Logger
}

const CALL_WITHIN_MS = 10_000

/**
 * Tells operators by mail and by webhook, past the outbox: the outbox may be what is wrong. One message per change, so
 * that a trouble of three days is two mails and not four thousand. What cannot be told is logged; the log has it all.
 */
export function openAlerts(deps: AlertDeps): (news: AlertNews) => Promise<void> {
  const { mailer, webhooks, email, url, clock, log, publicUrl, mailFrom } = deps
  let number = 0

  async function write(news: AlertNews, to: string, id: string): Promise<void> {
    const { subject, text } = letterOf(news, publicUrl)
    const host = new URL(publicUrl).hostname
    const result = await mailer.send({
      messageId: `${id}@${host}`,
      from: mailFrom,
      to: to.split(',').map((one) => one.trim()),
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    if (result.type !== 'accepted' && result.type !== 'captured')
      log.error({ outcome: result.type }, 'The alert could not be mailed to the operators.')
  }

  async function call({ begun, over }: AlertNews, address: string, id: string): Promise<void> {
    const result = await webhooks.call({
      key: id,
      url: address,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ product: 'couveuse', at: instantText(clock.now()), url: publicUrl, begun, over }),
      timeoutMs: CALL_WITHIN_MS,
    })
    if (result.type !== 'answered' || result.status >= 300)
      log.error({ outcome: result.type }, 'The alert could not be told to ALERT_URL.')
  }

  return async (news) => {
    number += 1
    const id = `alert-${clock.now()}-${number}`
    const told = [email === undefined ? [] : write(news, email, id), url === undefined ? [] : call(news, url, id)]
    for (const one of await Promise.allSettled(told.flat()))
      if (one.status === 'rejected') log.error({ error: one.reason }, 'An alert could not be told.')
  }
}

function letterOf({ begun, over }: AlertNews, publicUrl: string): { readonly subject: string; readonly text: string } {
  const [first] = begun
  const more = begun.length > 1 ? ` (and ${begun.length - 1} more)` : ''
  const subject = first ? `Couveuse: ${first.message}${more}` : `Couveuse: ${over.join(', ')} in order again`
  const lines = [
    ...begun.flatMap(({ invariant, level, message, wayOut }) => [
      `${level.toUpperCase()} ${invariant}`,
      message,
      wayOut,
      '',
    ]),
    ...over.map((invariant) => `In order again: ${invariant}`),
    '',
    `Health page: ${publicUrl}/operations`,
    'What each of these means and what to do: docs/operations.md.',
  ]
  return { subject: subject.slice(0, 200), text: lines.join('\n') }
}
