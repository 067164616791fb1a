import type { Subject } from '@couveuse/shared/conditions/subject'
import type { TemplateContext } from '@couveuse/shared/message/schema'

/** What a template sees when somebody looks at it outside of any flow: no variables, no enrolling event. */
export function previewContext(subject: Subject): TemplateContext {
  const { contact, now, zone } = subject
  const owner = contact.fields.owner
  return {
    contact: {
      createdAt: contact.createdAt,
      ...contact.fields,
      id: contact.id,
      tags: contact.tags,
      lists: contact.lists,
    },
    account: contact.account,
    score: { ...subject.score() },
    stage: contact.stage,
    owner: typeof owner === 'string' ? owner : '',
    flow: { key: '', name: '' },
    vars: {},
    event: { properties: {} },
    now,
    zone,
  }
}

/** Somebody to look at a message with, before there is any contact. */
export function inventedContext(now: number, zone: string): TemplateContext {
  return {
    contact: {
      id: 'preview',
      createdAt: now,
      firstName: 'Ada',
      lastName: 'Martin',
      email: 'ada.martin@example.com',
      title: 'IT director',
      language: 'fr',
      country: 'FR',
      city: 'Lyon',
      tags: [],
      lists: [],
    },
    account: { name: 'Example SA', domain: 'example.com', industry: 'Manufacturing', employees: 250 },
    score: { fit: 20, engagement: 15, total: 35, temperature: 'warm' },
    stage: 'prospect',
    owner: 'Camille',
    flow: { key: '', name: '' },
    vars: {},
    event: { properties: {} },
    now,
    zone,
  }
}
