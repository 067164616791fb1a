import type { Contact } from '@couveuse/shared/contact/schema'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { Clock } from '../ports/clock.ts'
import type { CrashPoint } from '../ports/crash-point.ts'
import type { LinkMaker } from '../ports/links.ts'
import type { Mailer } from '../ports/mailer.ts'
import type { SmsSender } from '../ports/sms-sender.ts'
import type { WebhookCaller } from '../ports/webhook-caller.ts'

/** The outside world, as effects reach it. */
export interface EffectDeps {
  readonly mailer: Mailer
  readonly sms: SmsSender
  readonly webhooks: WebhookCaller
  readonly link: LinkMaker
  readonly clock: Clock
  /** sender of mail whose step names none */
  readonly mailFrom: string
  readonly crashPoint: CrashPoint
}

/** What is known at the moment of sending. */
export interface EffectSurroundings {
  /** undefined = erased meanwhile */
  readonly contact: Contact | undefined
  readonly settings: WorkspaceSettings
}
