import type { SendResult } from './send-result.ts'

export interface OutgoingSms {
  /** idempotency key, the same for every attempt */
  readonly key: string
  /** E.164 */
  readonly to: string
  /** absent = the sender of the workspace */
  readonly from?: string
  readonly text: string
}

export interface SmsSender {
  send(sms: OutgoingSms): Promise<SendResult>
}
