import type { ContactDetail } from '@couveuse/shared/api/contacts'
import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import { holds } from '@couveuse/shared/conditions/evaluate'
import type { AttributeValue } from '@couveuse/shared/contact/schema'
import { explainScore } from '@couveuse/shared/scoring/explain'
import { printScore } from '@couveuse/shared/scoring/score'
import { loadSubject } from '../contact-subject.ts'
import type { HttpDeps } from '../deps.ts'
import { refuse } from '../refuse.ts'
import { loadWorkspace } from '../workspace.ts'
import { contactSummary } from './contact.ts'

/** Everything about a contact as of now: scores decayed to this instant, memberships evaluated at this instant. */
export async function contactDetail({ store, clock }: HttpDeps, id: string): Promise<ContactDetail> {
  const now = clock.now()
  const [row, { settings }] = await Promise.all([store.contacts.get(id), loadWorkspace(store)])
  const known = row && (await loadSubject(store, settings, id, now))
  if (!known) throw refuse('contact_not_found', `There is no contact "${id}".`)
  const { subject, state } = known
  const { score, rows, fitRules } = explainScore(settings.scoring, state.ledger, now, subject)
  const { contact } = row
  return {
    ...contactSummary({ ...row, score }, settings.scoring.temperature),
    fields: mutable(contact.fields),
    account: mutable(contact.account),
    lists: [...contact.lists],
    bant: { ...contact.bant },
    consent: { ...contact.consent },
    suppressed: [...contact.suppressed],
    timezone: subject.zone,
    scoreRows: [
      ...fitRules
        .filter((rule) => rule.because.holds)
        .map((rule) => ({
          axis: 'fit' as const,
          at: null,
          points: rule.points,
          now: printScore(rule.counts),
          source: rule.id,
          reason: null,
          endsAt: null,
          because: rule.because,
        })),
      ...rows.map(({ row: { axis, at, points, source, reason }, counts, endsAt }) => ({
        axis,
        at: instantText(at),
        points,
        now: printScore(counts),
        source,
        reason: reason ?? null,
        endsAt: instantTextOrNull(endsAt),
        because: null,
      })),
    ],
    segments: Object.keys(settings.segments).filter((key) => {
      const condition = settings.segments[key]
      return condition !== undefined && holds(condition, subject)
    }),
    revision: row.revision,
  }
}

function mutable(map: Readonly<Record<string, AttributeValue>>): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  )
}
