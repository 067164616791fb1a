import type { Logger } from '../ports/logger.ts'
import type { OperationsWatch } from './watch.ts'

/**
 * What maintenance does every minute: looks at the invariants, then keeps the workspace's retention. Neither stands in the
 * way of the other.
 */
export function housekeeping(deps: {
  readonly watch: Pick<OperationsWatch, 'look'>
  readonly retain: () => Promise<unknown>
  readonly log: Logger
}): () => Promise<void> {
  const { watch, retain, log } = deps
  return async () => {
    await watch.look().catch((error: unknown) => {
      log.error({ error }, 'The look at the invariants failed; it is taken again in a minute.')
    })
    await retain().catch((error: unknown) => {
      log.error({ error }, 'Retention failed; it goes on in a minute where it stopped.')
    })
  }
}
