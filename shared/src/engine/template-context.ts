import type { TemplateContext } from '../message/schema.ts'
import { formatInstant } from '../time/local-time.ts'
import type { PublishedVersion } from './catalog.ts'
import type { Enrollment } from './state.ts'
import type { TurnDraft } from './turn-draft.ts'

/** What Liquid sees at this instant (FLOW-DSL §4 "Templates", fine print 118, 119). */
export function templateContext(draft: TurnDraft, enrollment: Enrollment, version: PublishedVersion): TemplateContext {
  const { contact } = draft
  const { owner } = contact.fields
  const { flow } = version.compiled
  return {
    contact: {
      createdAt: formatInstant(contact.createdAt),
      ...contact.fields,
      id: contact.id,
      tags: contact.tags,
      lists: contact.lists,
    },
    account: contact.account,
    score: { ...draft.score() },
    stage: contact.stage,
    owner: typeof owner === 'string' ? owner : '',
    flow: { key: flow.key, name: flow.name },
    vars: enrollment.vars,
    event: {
      ...(enrollment.entry.event === undefined ? {} : { name: enrollment.entry.event }),
      properties: enrollment.entry.properties,
    },
    now: draft.now,
    zone: draft.zone(flow.timezone),
  }
}
