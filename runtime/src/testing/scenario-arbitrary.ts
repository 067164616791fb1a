import fc from 'fast-check'

/**
 * Scenarios nobody thought of: small flows of sensible steps wired at random, over a workspace with everything in it, and
 * two weeks in which anything may happen at any hour, often at the same one.
 */

const STEPS = ['s1', 's2', 's3', 's4', 's5'] as const
const target = fc.option(fc.constantFrom(...STEPS), { nil: undefined })
const condition = fc.constantFrom(
  { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 15 }] },
  { combinator: 'and', rules: [{ field: 'contact.country', operator: '=', value: 'FR' }] },
  { combinator: 'and', rules: [{ field: 'event.clicked', operator: 'happened', value: { within: 'P3D' } }] },
  { combinator: 'and', rules: [{ field: 'segment.recent', operator: '=', value: true }] },
  { combinator: 'or', rules: [{ field: 'stage', operator: '=', value: 'customer' }] },
  { combinator: 'and', rules: [{ field: 'visits.s1', operator: '>', value: 2 }] },
)
const wait = fc.constantFrom({ for: 'PT6H' }, { for: 'P1D' }, { for: 'P2D', window: { from: '09:00', to: '17:00' } })
const body = 'Hello {{ contact.firstName }}, <a href="https://example.com/">read</a>'

const step = fc.oneof(
  wait.map((params) => ({ kind: 'wait', ...params, outlets: ['done'] })),
  fc.constant({ kind: 'email', inline: { subject: 'Hi {{ contact.firstName }}', body }, outlets: ['sent', 'blocked'] }),
  fc.constant({ kind: 'sms', inline: { body: 'Hi' }, onCap: 'skip', outlets: ['sent', 'blocked'] }),
  condition.map((when) => ({
    kind: 'listen',
    for: [
      { outlet: 'clicked', event: 'clicked' },
      { outlet: 'became', when },
    ],
    timeout: 'P3D',
    outlets: ['clicked', 'became', 'timeout'],
  })),
  condition.map((when) => ({
    kind: 'branch',
    paths: [{ outlet: 'yes', name: 'Yes', when }],
    outlets: ['yes', 'else'],
  })),
  fc.constant({
    kind: 'split',
    paths: [
      { outlet: 'a', name: 'A', weight: 1 },
      { outlet: 'b', name: 'B', weight: 2 },
    ],
    outlets: ['a', 'b'],
  }),
  fc.constant({ kind: 'score', engagement: 10, reason: 'was here', outlets: ['done'] }),
  fc.constant({ kind: 'update', set: { country: 'FR' }, addTags: ['seen'], stage: 'mql', outlets: ['done'] }),
  fc.constant({
    kind: 'handoff',
    team: 'emea',
    routing: 'round_robin',
    sla: { accept: 'PT4H' },
    brief: 'x',
    outlets: ['accepted', 'returned', 'won', 'lost', 'expired'],
  }),
  fc.constant({
    kind: 'task',
    channel: 'call',
    title: 'Call',
    assignee: 'owner',
    due: 'P2D',
    outlets: ['opened', 'done', 'overdue'],
  }),
  fc.constant({
    kind: 'webhook',
    url: 'https://x.example/',
    method: 'POST',
    save: { size: '/size' },
    outlets: ['ok', 'failed'],
  }),
  fc.constant({ kind: 'notify', to: { email: 'a@b.example' }, subject: 'S', body: 'B', outlets: ['done'] }),
  fc.constantFrom(
    { kind: 'nurture', flow: 'second', cooldown: 'P1D', outlets: [] },
    { kind: 'end', reason: 'over', outcome: 'converted', outlets: [] },
  ),
)

const drawnSteps = fc
  .tuple(...STEPS.map(() => fc.record({ step, targets: fc.array(target, { minLength: 5, maxLength: 5 }) })))
  .map((all) =>
    Object.fromEntries(
      all.map(({ step: { outlets, ...params }, targets }, index) => {
        const names: readonly string[] = outlets
        const next = Object.fromEntries(
          names.flatMap((outlet, place) => (targets[place] === undefined ? [] : [[outlet, targets[place]]])),
        )
        return [STEPS[index], { ...params, ...(outlets.length > 0 ? { next } : {}) }]
      }),
    ),
  )

const hour = fc.integer({ min: 0, max: 28 }).map((half) => `+PT${half * 12}H`)
const happening = fc.oneof(
  fc.record({ at: hour, event: fc.constantFrom('clicked', 'bought', 'unsubscribed', 'email_bounced') }),
  fc.record({ at: hour, event: fc.constant('clicked'), of: fc.constantFrom(...STEPS), machine: fc.boolean() }),
  fc.record({ at: hour, event: fc.constant('clicked'), id: fc.constantFrom('one', 'two') }),
  fc.record({ at: hour, set: fc.constantFrom({ attributes: { country: 'FR' } }, { timezone: 'America/New_York' }) }),
  fc.record({
    at: hour,
    set: fc.constantFrom({ stage: 'customer' }, { consent: { email: 'denied' } }, { email: null }),
  }),
  fc.record({ at: hour, handoff: fc.constantFrom('accept', 'return', 'won', 'lost') }),
  fc.record({ at: hour, task: fc.constant('done') }),
  fc.record({ at: hour, enroll: fc.constant(true) }),
  fc.record({ at: hour, remove: fc.constant(true) }),
  fc.record({ at: hour, pause: fc.constant(true) }),
  fc.record({ at: hour, resume: fc.constantFrom('now', 'skip') }),
)

export const scenarioArbitrary = fc
  .record({
    steps: drawnSteps,
    doings: fc.array(happening, { maxLength: 12 }),
    reentry: fc.constantFrom({ mode: 'never' }, { mode: 'after_exit' }, { mode: 'after', wait: 'P2D' }),
    goal: fc.constantFrom(
      [],
      [{ event: 'bought' }],
      [{ when: { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 40 }] } }],
    ),
    isByTrigger: fc.boolean(),
    // Never at once: a loop around a step that is answered in no time has no end.
    webhooks: fc.constantFrom([{ status: 200, body: { size: 3 }, after: 'PT5H' }], [{ status: 500, after: 'PT1H' }]),
    visitedAt: fc.constantFrom('2026-02-26T10:00:00Z', '2026-01-10T10:00:00Z'),
  })
  .map(({ steps, doings, reentry, goal, isByTrigger, webhooks, visitedAt }) => ({
    scenario: 1,
    start: '2026-03-02T08:00:00Z',
    ...(isByTrigger ? { enroll: 'by trigger' } : {}),
    workspace: {
      timezone: 'Europe/Paris',
      quietHours: { from: '20:00', to: '08:00' },
      pressure: [{ max: 3, per: 'P2D' }],
      teams: { emea: { members: ['ana', 'bo', 'cy'] } },
      segments: {
        recent: {
          combinator: 'and',
          rules: [{ field: 'event.visited', operator: 'happened', value: { within: 'P7D' } }],
        },
      },
      scoring: {
        engagement: [{ id: 'click', event: 'clicked', points: 10, halfLife: 'P3D', cap: { points: 30, per: 'P7D' } }],
        inactivity: { after: 'P4D', every: 'P2D', points: -5, floor: 0 },
        temperature: { warm: 15, hot: 40 },
        stages: { mql: { combinator: 'and', rules: [{ field: 'score.engagement', operator: '>=', value: 25 }] } },
      },
      flows: [
        {
          dsl: 1,
          key: 'second',
          entry: [
            { on: 'score', of: 'engagement', crosses: 8, direction: 'down' },
            { on: 'segment', segment: 'recent', change: 'left' },
            { on: 'returned' },
          ],
          reentry: { mode: 'after_exit' },
          start: 'mail',
          steps: {
            mail: { kind: 'email', inline: { subject: 'Second', body }, next: { sent: 'rest' } },
            rest: { kind: 'wait', for: 'PT12H' },
          },
        },
      ],
    },
    contact: {
      id: 'c1',
      email: 'ada@example.com',
      phone: '+33612345678',
      firstName: 'Ada',
      timezone: 'Europe/Paris',
      consent: { email: 'granted', sms: 'granted' },
      events: [{ event: 'visited', at: visitedAt }],
    },
    flow: {
      dsl: 1,
      key: 'first',
      entry: [{ on: 'event', event: 'clicked' }],
      reentry,
      goal,
      start: 's1',
      steps,
    },
    do: doings,
    until: '+P20D',
    webhooks: Object.fromEntries(STEPS.map((id) => [id, webhooks])),
  }))
