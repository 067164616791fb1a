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
      // Written as text only where a template reads it.
      get createdAt() {
        return formatInstant(contact.createdAt)
      },
      ...contact.fields,
      id: contact.id,
      tags: contact.tags,
      lists: contact.lists,
    },
    account: contact.account,
    get score() {
      return { ...draft.score() }
    },
    stage: contact.stage,
    owner: typeof owner === 'string' ? owner : '',
    flow: { key: flow.key, name: flow.name },
    vars: enrollment.vars,
    get event() {
      const { event: name, properties } = enrollment.entry
      return name === undefined ? { properties } : { name, properties }
    },
    now: draft.now,
    zone: draft.zone(flow.timezone),
  }
}
