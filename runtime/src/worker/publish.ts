import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { AnnouncementStore } from '../store/announcements.ts'

import type { CatalogCache } from './catalog-cache.ts'

const MARK = 'watch-list'

/**
 * After a publication or a change of settings: when other things are watched by time than before, every contact is
 * looked at once. So newly watched segments and dates have their baseline from now on and not from the contact's next
 * event, and nobody sleeps past a date that a new trigger waits for (fine print 62, 64, 154). True = contacts were told.
 */
export async function lookAtEverybody(deps: {
  readonly announcements: AnnouncementStore
  readonly catalogs: CatalogCache
  readonly clock: Clock
  readonly log: Logger
}): Promise<boolean> {
  const { watchList, revision } = await deps.catalogs.current()
  const known = (await deps.announcements.marks()).get(MARK) ?? ''
  if (known === watchList) return false
  const contacts = await deps.announcements.tellEverybody(
    { type: 'time' },
    { name: MARK, value: watchList },
    deps.clock.now(),
  )
  deps.log.info({ contacts, revision }, `What triggers watch has changed: ${contacts} contacts are looked at.`)
  return contacts > 0
}
