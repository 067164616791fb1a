import type { ContactDetail } from '@couveuse/shared/api/contacts'
import type { TimelineItem } from '@couveuse/shared/api/timeline'
import type { AttributeValue } from '@couveuse/shared/contact/schema'
import { CONTACT_FIELDS } from '@couveuse/shared/contract/words'
import { type ScenarioContact, scenarioContactSchema } from '@couveuse/shared/simulate/scenario'

type EventItem = Extract<TimelineItem, { readonly type: 'event' }>
const isDirect = (name: string): boolean => name !== 'createdAt' && CONTACT_FIELDS.some((one) => one === name)

/**
 * A contact of the workspace as a replay begins with them: attributes, consent, stage, tags, what they did, and their
 * score of today as the opening balance, which does not fade (fine print 23). Events are taken in any order.
 */
export function realContact(detail: ContactDetail, events: readonly EventItem[]): ScenarioContact {
  const { fields, account, tags, lists, stage, bant, consent, suppressed, createdAt } = detail
  const named = Object.entries(fields).filter(([name]) => name !== 'createdAt')
  return scenarioContactSchema.parse({
    id: detail.id,
    ...Object.fromEntries(named.filter(([name]) => isDirect(name)).map(([name, value]) => [name, plainText(value)])),
    attributes: Object.fromEntries(named.filter(([name]) => !isDirect(name))),
    account,
    tags,
    lists,
    bant,
    suppressed,
    consent,
    stage,
    createdAt,
    score: openingScore(detail),
    events: events
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
      .map(({ id, event, at, occurredAt, properties, isMachine }) => ({
        id,
        event,
        at,
        occurredAt,
        properties,
        machine: isMachine,
      })),
  })
}

/** Fit rules that hold are not part of the balance: the replay judges them anew (fine print 24). */
function openingScore({ score, scoreRows }: ContactDetail): { fit: number; engagement: number } {
  const byRules = scoreRows.filter(({ axis, at }) => axis === 'fit' && at === null)
  const fit = byRules.reduce((rest, row) => rest - row.now, score.fit)
  return { fit: twoDecimals(fit), engagement: twoDecimals(score.engagement) }
}

const twoDecimals = (points: number): number => Math.round(points * 100) / 100 || 0

const plainText = (value: AttributeValue): string => (typeof value === 'object' ? value.join(', ') : String(value))
