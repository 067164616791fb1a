import type { Catalog } from '@couveuse/shared/engine/catalog'
import { triggerIndex } from '@couveuse/shared/engine/trigger-index'

/**
 * Everything that may concern a contact by time alone, as one text: watched segments with their definitions, date
 * triggers, stages of the scoring model. While it stays the same, what each contact noticed last is still right. The
 * definitions of other segments are in it because segments may refer to segments.
 */
export function watchList(catalog: Catalog): string {
  const { segments, dates, scores, watchedSegments } = triggerIndex(catalog)
  const { settings } = catalog
  if (segments.length === 0 && dates.length === 0 && Object.keys(settings.scoring.stages).length === 0)
    return scores.length === 0 ? '' : 'scores'
  return JSON.stringify({
    watched: [...watchedSegments].sort(),
    segments: settings.segments,
    stages: settings.scoring.stages,
    dates: dates.map(({ flow, index, trigger }) => [flow, index, trigger]),
    sweeps: scores.length > 0,
  })
}
