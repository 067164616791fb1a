import type { Effect } from '@couveuse/shared/contract/effect'
import type { OutboxLane } from '../store/outbox.ts'

/** The lane an effect waits in. */
export function laneOf(effect: Effect): OutboxLane {
  switch (effect.type) {
    case 'send_message':
      return effect.channel
    case 'notify':
      return 'notify'
    case 'call_webhook':
      return 'webhook'
  }
}
