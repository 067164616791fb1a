import { type Flow, flowSchema, type Step } from '@couveuse/shared/flow/schema'
import { workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import type { Workspace } from '../workspace.ts'

/** A workspace with something of everything that forms look names up in. */
export const sampleWorkspace: Workspace = {
  settings: workspaceSettingsSchema.parse({
    timezone: 'Europe/Paris',
    attributes: { renewalDate: 'date', budget: 'number', webinarAttended: 'boolean', interests: 'set' },
    messages: { welcome: { name: 'Welcome', subject: 'Hello {{ contact.firstName }}', body: 'Nice to meet you.' } },
    segments: { it: { combinator: 'and', rules: [{ field: 'contact.title', operator: 'contains', value: 'IT' }] } },
    topics: { newsletter: {} },
    teams: { 'inside-sales': { members: ['ana', 'bruno'] } },
  }),
  flows: [
    { key: 'sample', name: 'Sample' },
    { key: 'recycled', name: 'Recycled leads' },
  ],
}

/** A flow of two messages, with one step of the test's own among them. */
export function sampleFlow(id: string, step: Step): Flow {
  return flowSchema.parse({
    dsl: 1,
    key: 'sample',
    name: 'Sample',
    entry: [{ on: 'event', event: 'form_submitted' }],
    start: 'hello',
    steps: {
      hello: { kind: 'email', label: 'Hello', message: 'welcome', next: { sent: id } },
      [id]: step,
      bye: { kind: 'email', label: 'Bye', message: 'welcome' },
    },
  })
}
