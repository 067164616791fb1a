import { OUTBOX_LANES, type OutboxLane } from '../store/outbox.ts'
import { allowance } from './allowance.ts'
import { dispatchLane, type Lane, type LaneDeps } from './dispatch-lane.ts'

export interface DispatchOptions {
  /** per second and process, 0 = no limit; `notify` goes the way of `email` */
  readonly perSecond: { readonly email: number; readonly sms: number; readonly webhook: number }
  /** mails on their way at the same time: as many as there are connections */
  readonly mailWidth: number
}

export interface Dispatcher {
  /** Something may be due in these lanes, or in any. */
  ring(lanes?: Iterable<OutboxLane>): void
  /** Resolves when nothing is due or on its way any more. */
  settle(): Promise<void>
  /** Takes nothing more and waits up to `withinMs` for what is on its way; what then still is becomes `unknown` at the next start. */
  stop(withinMs: number): Promise<'drained' | 'cut_off'>
}

const SMS_WIDTH = 5
const WEBHOOK_WIDTH = 20

/** Carries the outbox out into the world: one lane per channel, so that a slow one holds up nobody else. */
export function dispatcher(options: DispatchOptions, deps: LaneDeps): Dispatcher {
  const { perSecond, mailWidth } = options
  const mail = allowance(perSecond.email, deps.clock)
  const lanes: Readonly<Record<OutboxLane, Lane>> = {
    email: dispatchLane('email', { width: mailWidth, allowance: mail }, deps),
    notify: dispatchLane('notify', { width: Math.max(1, Math.floor(mailWidth / 2)), allowance: mail }, deps),
    sms: dispatchLane('sms', { width: SMS_WIDTH, allowance: allowance(perSecond.sms, deps.clock) }, deps),
    webhook: dispatchLane(
      'webhook',
      { width: WEBHOOK_WIDTH, allowance: allowance(perSecond.webhook, deps.clock) },
      deps,
    ),
  }
  return {
    ring(rung = OUTBOX_LANES) {
      for (const lane of rung) lanes[lane].ring()
    },
    async settle() {
      await Promise.all(OUTBOX_LANES.map((lane) => lanes[lane].settle()))
    },
    async stop(withinMs) {
      let callOff: (() => void) | undefined
      const late = new Promise<'cut_off'>((resolve) => {
        callOff = deps.clock.wakeAt(deps.clock.now() + withinMs, () => resolve('cut_off'))
      })
      const drained = Promise.all(OUTBOX_LANES.map((lane) => lanes[lane].stop())).then(() => 'drained' as const)
      const how = await Promise.race([drained, late])
      callOff?.()
      return how
    },
  }
}
