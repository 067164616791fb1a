import { type Flow, flowSchema } from '@couveuse/shared/flow/schema'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { inventContact } from '../invent-contact.ts'
import { play, type Replayed } from '../play.ts'
import { type Session, type Setup, startSession } from '../session.ts'

/** A nurturing flow with one of everything a replay has to show: mail, listening, branch, text, hand-off, way back. */
export const whitePaper: Flow = flowSchema.parse({
  dsl: 1,
  key: 'white-paper',
  name: 'White paper',
  timezone: 'Europe/Paris',
  entry: [
    {
      on: 'event',
      event: 'form_submitted',
      where: { combinator: 'and', rules: [{ field: 'form', operator: '=', value: 'white-paper' }] },
    },
  ],
  audience: { combinator: 'and', rules: [{ field: 'stage', operator: '!=', value: 'customer' }] },
  reentry: { mode: 'after', wait: 'P90D' },
  goal: [{ event: 'order_placed' }],
  leaveWhen: [{ event: 'unsubscribed' }],
  start: 'welcome',
  steps: {
    welcome: { kind: 'email', label: 'Welcome', message: 'welcome', next: { sent: 'click' } },
    click: {
      kind: 'listen',
      label: 'Clicks?',
      for: [{ outlet: 'clicked', event: 'email_clicked', of: 'welcome' }],
      timeout: 'P7D',
      next: { clicked: 'interest', timeout: 'warm' },
    },
    interest: { kind: 'score', engagement: 15, reason: 'Clicked', next: { done: 'warm' } },
    warm: {
      kind: 'branch',
      label: 'How warm?',
      paths: [
        {
          outlet: 'hot',
          name: 'Hot',
          when: { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 25 }] },
        },
      ],
      next: { hot: 'handover', else: 'pause' },
    },
    pause: { kind: 'wait', label: 'A fortnight', for: 'P14D', next: { done: 'bye' } },
    handover: {
      kind: 'handoff',
      label: 'To sales',
      team: 'sales',
      routing: 'round_robin',
      sla: { accept: 'PT4H' },
      brief: 'Call {{ contact.firstName }}',
      next: { returned: 'back', won: 'bought', expired: 'bye' },
    },
    back: { kind: 'nurture', step: 'pause', stage: 'recycled', cooldown: 'P14D' },
    bought: { kind: 'end', reason: 'won_by_sales', outcome: 'converted' },
    bye: { kind: 'end', label: 'Let go', reason: 'not_ripe', outcome: 'neutral' },
  },
})

export const settings: WorkspaceSettings = workspaceSettingsSchema.parse({
  timezone: 'Europe/Paris',
  messages: { welcome: { name: 'Welcome', subject: 'Hello {{ contact.firstName }}', body: '<p>Your white paper</p>' } },
  scoring: { engagement: [{ id: 'click', event: 'email_clicked', points: 10 }] },
  teams: { sales: { members: ['ana', 'bruno'] } },
})

/** Monday 2 March 2026, 09:00 in Paris. */
export const monday = Date.parse('2026-03-02T08:00:00Z')
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const setup: Setup = {
  contact: inventContact('prospect', 'Europe/Paris'),
  settings,
  otherFlows: [],
  startAt: monday,
  isByTrigger: false,
  webhooks: {},
}

export function newSession(change: Partial<Setup> = {}): Session {
  return startSession({ ...setup, ...change })
}

/** Runs to the end at once. */
export function finish<T>(run: Generator<undefined, T>): T {
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
  }
}

export function played(session: Session, flow: Flow = whitePaper): Replayed {
  return finish(play(flow, session))
}

/** The path of the latest trip: `welcome:sent`, `click:timeout` … */
export function pathOf(session: Session, flow: Flow = whitePaper): readonly string[] {
  return played(session, flow).transcript.path
}
