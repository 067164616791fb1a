import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { smtpMailer } from '@couveuse/runtime/adapters/smtp-mailer'
import { systemClock } from '@couveuse/runtime/adapters/system-clock'
import { twilioSms } from '@couveuse/runtime/adapters/twilio-sms'
import { readConfig } from '@couveuse/runtime/config'
import { silentQueues } from '@couveuse/runtime/queue/silent-queues'
import { startRuntime } from '@couveuse/runtime/runtime'
import { type HttpReceiver, startHttpReceiver } from '@couveuse/runtime/testing/http-receiver'
import { type Mailbox, startMailbox } from '@couveuse/runtime/testing/mailbox'
import { type LogLine, recordingLog } from '@couveuse/runtime/testing/recording-log'
import { someContact } from '@couveuse/runtime/testing/store-fixture'
import type { JsonObject } from '@couveuse/shared/contract/json'

/** Shorter than in the product, where nobody waits for it. */
const ANSWER_WITHIN_MS = 400
/** Time passes in leaps: each longer than what is left to chance in a pause, shorter than what anybody here asks for. */
const LEAP_MS = 60_000

const onEvent = (key: string, steps: JsonObject) => ({
  dsl: 1,
  key,
  entry: [{ on: 'event', event: key }],
  start: 'act',
  steps,
})
const FLOWS = [
  onEvent('mail', { act: { kind: 'email', inline: { subject: 'Hello', body: 'Hello.' } } }),
  onEvent('text', { act: { kind: 'sms', inline: { body: 'Hello.' } } }),
  onEvent('call', {
    act: {
      kind: 'webhook',
      method: 'POST',
      url: '{{ contact.company }}',
      body: '{}',
      timeout: 'PT1S',
      next: { ok: 'well', failed: 'badly' },
    },
    well: { kind: 'end', reason: 'answered', outcome: 'neutral' },
    badly: { kind: 'end', reason: 'unanswered', outcome: 'neutral' },
  }),
]

/** The product with its real adapters, on a wall clock that can be put forward, between servers that do as they are told. */
export interface Office {
  readonly mailbox: Mailbox
  readonly receiver: HttpReceiver
  readonly log: { readonly lines: readonly LogLine[] }
  /** somebody new is sent a mail, an SMS, or is the reason of a call */
  mail(id: string): Promise<void>
  text(id: string, phone: string): Promise<void>
  call(id: string, url: string): Promise<void>
  /** puts the clock forward until so much has passed, and lets everything happen that is due meanwhile */
  pass(ms: number): Promise<void>
  fateOf(id: string): Promise<{ readonly state: string; readonly attempts: number; readonly error: string | null }>
  /** the reason by which somebody's trip ended */
  endOf(id: string): Promise<string | undefined>
  /** what a person decides in the outbox; how many messages that applied to */
  decide(decision: 'resend' | 'mark_sent', messageKey: string): Promise<number>
  /** all lines of a level */
  said(level: LogLine['level']): string
  close(): Promise<void>
}

export async function openOffice(env: Readonly<Record<string, string>> = {}): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-office-'))
  const mailbox = await startMailbox()
  const receiver = await startHttpReceiver()
  const log = recordingLog()
  let aheadMs = 0
  const clock = systemClock({ wall: () => Date.now() + aheadMs })
  const runtime = await startRuntime(
    readConfig({ PORT: '0', COUVEUSE_DATA: folder, COUVEUSE_DEMO: '0', WEBHOOK_ALLOW: '127.0.0.1', ...env }),
    {
      clock,
      log,
      queues: silentQueues(),
      mailer: smtpMailer({ url: mailbox.url, connections: 2, answerWithinMs: ANSWER_WITHIN_MS }),
      sms: twilioSms({
        ...{ baseUrl: receiver.url, account: 'AC1', token: 'secret', from: '+33612345600' },
        answerWithinMs: ANSWER_WITHIN_MS,
      }),
    },
  )
  const { store, worker } = runtime
  for (const flow of FLOWS) {
    const document = structuredClone(flow)
    await store.flows.create({ key: flow.key, name: flow.key, draft: document }, clock.now())
    await store.flows.publish({ key: flow.key, document, messages: {}, revision: 1 }, clock.now())
  }

  async function happens(id: string, event: string, fields: Record<string, string>): Promise<void> {
    const given = { createdAt: clock.now(), consent: { email: 'granted', sms: 'granted' } as const }
    const contact = someContact(id, given)
    await store.contacts.create({ ...contact, fields: { ...contact.fields, ...fields } }, clock.now())
    const answer = await post('/api/events', { id: `${event}-${id}`, event, contact: { id } })
    if (answer.status !== 202) throw new Error(`The event was refused: ${await answer.text()}`)
  }

  const post = (path: string, body: unknown): Promise<Response> =>
    fetch(`${runtime.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  return {
    mailbox,
    receiver,
    log,
    mail: (id) => happens(id, 'mail', {}),
    text: (id, phone) => happens(id, 'text', { phone }),
    call: (id, url) => happens(id, 'call', { company: url }),
    async pass(ms) {
      const until = clock.now() + ms
      await worker.settle()
      while (clock.now() < until) {
        aheadMs += LEAP_MS
        await worker.settle()
      }
    },
    async fateOf(id) {
      const message = await store.messages.get(`${id}.1:1`)
      if (!message) throw new Error(`Nothing was written for ${id}.`)
      const { state, attempts, error } = message
      return { state, attempts, error }
    },
    async endOf(id) {
      const record = await store.history.record(id)
      return record?.enrollments[0]?.enrollment.reason ?? undefined
    },
    async decide(decision, messageKey) {
      const answer = await post('/api/messages/decisions', { decision, ids: [messageKey] })
      return ((await answer.json()) as { applied: number }).applied // what this product answers there
    },
    said: (level) =>
      log.lines
        .filter((line) => line.level === level)
        .map(({ message }) => message)
        .join('\n'),
    async close() {
      await runtime.stop()
      await mailbox.close()
      await receiver.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
