import type { Mailer } from '../ports/mailer.ts'
import type { SmsSender } from '../ports/sms-sender.ts'

/** No server is set: mail stays in the outbox page, where everybody can read it. */
export function capturedMailer(): Mailer {
  return { send: async () => ({ type: 'captured' }), close: async () => undefined }
}

/** No provider is set: SMS stay in the outbox page. */
export function capturedSms(): SmsSender {
  return { send: async () => ({ type: 'captured' }) }
}
