import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'

import type { CatalogCache } from './catalog-cache.ts'
import type { Everybody } from './everybody.ts'

const MARK = 'watch-list'

/**
 * After a publication or a change of settings: when other things are watched by time than before, every contact is
 * looked at once. So newly watched segments and dates have their baseline from now on and not from the contact's next
 * event, and nobody sleeps past a date that a new trigger waits for (fine print 62, 64, 154). True = contacts were told.
 */
export async function lookAtEverybody(deps: {
  readonly inbox: Everybody
  readonly catalogs: CatalogCache
  readonly clock: Clock
  readonly log: Logger
}): Promise<boolean> {
  const { watchList, revision } = await deps.catalogs.current()
  const known = (await deps.inbox.marks()).get(MARK) ?? ''
  if (known === watchList) return false
  const contacts = await deps.inbox.receiveForAll(
    { cause: { type: 'time' }, mark: { name: MARK, value: watchList } },
    deps.clock.now(),
  )
  deps.log.info({ contacts, revision }, `What triggers watch has changed: ${contacts} contacts are looked at.`)
  return contacts > 0
}
