import type { AttributeType } from '@couveuse/shared/contract/words'
import type { Flow } from '@couveuse/shared/flow/schema'
import type { TemplateContext } from '@couveuse/shared/message/schema'
import type { Workspace } from '../workspace.ts'

/** Whose message a preview shows: somebody invented, so that every value that could be printed is there. */
export const SAMPLE_NAME = 'Camille Martin'

/** 2 March 2026, 09:00 in Paris: previews do not change from one day to the next. */
const SAMPLE_NOW = Date.UTC(2026, 2, 2, 8)

const SAMPLE_VALUES: Record<AttributeType, unknown> = {
  text: '…',
  number: 42,
  boolean: true,
  date: '2026-06-30',
  set: ['…'],
}

/** What a template sees in a preview (FLOW-DSL §4 "Templates"). */
export function sampleContext(flow: Flow, { settings }: Workspace): TemplateContext {
  const own = Object.fromEntries(
    Object.entries(settings.attributes)
      .filter(([name]) => !name.includes('.'))
      .map(([name, type]) => [name, type === 'text' ? name : SAMPLE_VALUES[type]]),
  )
  const properties = flow.entry.flatMap((trigger) =>
    trigger.on === 'event' && trigger.where
      ? trigger.where.rules.flatMap((rule) =>
          'field' in rule && rule.field !== '' ? [[rule.field, rule.value] as const] : [],
        )
      : [],
  )
  return {
    contact: {
      ...own,
      id: 'camille-martin',
      email: 'camille.martin@lemaire.example',
      phone: '+33612345678',
      firstName: 'Camille',
      lastName: 'Martin',
      title: 'CIO',
      language: 'fr',
      timezone: 'Europe/Paris',
      country: 'FR',
      city: 'Lyon',
      source: 'white paper',
      owner: 'ana',
      buyingRole: 'decider',
      createdAt: SAMPLE_NOW,
      tags: ['newsletter'],
      lists: [],
    },
    account: {
      name: 'Pompes Lemaire',
      domain: 'lemaire.example',
      industry: 'machinery',
      employees: 300,
      country: 'FR',
    },
    score: { fit: 35, engagement: 28, total: 63, temperature: 'hot' },
    stage: 'mql',
    owner: 'ana',
    flow: { key: flow.key, name: flow.name },
    vars: {},
    event: {
      name: flow.entry.flatMap((one) => (one.on === 'event' ? [one.event] : []))[0] ?? 'form_submitted',
      properties: Object.fromEntries(properties),
    },
    now: SAMPLE_NOW,
    zone: flow.timezone ?? settings.timezone,
  }
}
