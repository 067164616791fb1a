import type { SendResult } from './send-result.ts'

/** One e-mail, ready to go. */
export interface OutgoingMail {
  /** without angle brackets; the same for every attempt */
  readonly messageId: string
  /** `ada@example.com` or `Ada <ada@example.com>` */
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Mailer {
  /** Never rejects for what the server or the network does: that is a result. */
  send(mail: OutgoingMail): Promise<SendResult>
  /** Lets open connections end. */
  close(): Promise<void>
}
