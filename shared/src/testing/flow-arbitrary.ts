import fc from 'fast-check'
import { STEP_KINDS, type StepKindName } from '../contract/words.ts'
import { type Flow, flowSchema } from '../flow/schema.ts'
import { kindOf } from '../kinds/registry.ts'
import { rule } from './builders.ts'

/** Texts that flows meet in the wild: good ones, odd ones, and names of members that every object has. */
const text = fc.constantFrom(
  'welcome',
  'a',
  '',
  ' ',
  'constructor',
  'toString',
  'P3D',
  'P0D',
  '{{ contact.firstName }}',
  '{{',
  '2026-12-01',
  'flow',
  'Europe/Paris',
  'contact.renewalDate',
)
const durationText = fc.constantFrom('P3D', 'PT4H', 'P1DT12H', '-P3D', 'P99Y', 'soon')
const outletName = fc.constantFrom('a', 'b', 'c', 'else', 'timeout', 'constructor')
const condition = fc.constantFrom(
  rule('score.total', '>=', 50),
  rule('contact.country', '=', 'FR'),
  rule('event.page_viewed', 'happened', { within: 'P7D', of: 's1' }),
  rule('consent.email', '=', 'granted'),
  rule('visits.s2', '>', 3),
  rule('nonsense', 'almost', 5),
  { combinator: 'or' as const, rules: [] },
)
const option = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })

/** Parameters of every kind, in shape, good and bad content mixed. */
const params: { readonly [K in StepKindName]: fc.Arbitrary<object> } = {
  email: fc.record({
    message: option(text),
    topic: option(text),
    from: option(text),
    onCap: option(fc.constantFrom('delay', 'skip')),
  }),
  sms: fc.record({ inline: option(fc.record({ body: text })), message: option(text) }),
  task: fc.record({
    channel: fc.constantFrom('call', 'letter', 'social', 'other'),
    title: text,
    assignee: fc.oneof(fc.constant('owner'), fc.record({ team: fc.constant('emea') })),
    due: durationText,
  }),
  wait: fc.record({
    for: option(durationText),
    until: option(text),
    untilAttribute: option(text),
    offset: option(durationText),
    window: option(
      fc.record({
        days: option(fc.array(fc.constantFrom('mon', 'sun', 'someday'))),
        from: option(text),
        zone: option(text),
      }),
    ),
  }),
  listen: fc.record({
    for: fc.array(
      fc.record({
        outlet: outletName,
        event: option(text),
        of: option(fc.constantFrom('s1', 's9')),
        when: option(condition),
      }),
      { maxLength: 3 },
    ),
    timeout: durationText,
  }),
  branch: fc.record({
    paths: fc.array(fc.record({ outlet: outletName, name: text, when: condition }), { maxLength: 3 }),
  }),
  split: fc.record({
    paths: fc.array(fc.record({ outlet: outletName, name: text, weight: fc.integer({ min: -1, max: 5 }) }), {
      maxLength: 3,
    }),
  }),
  score: fc.record({ engagement: option(fc.integer()), reason: text }),
  update: fc.record({
    set: option(fc.dictionary(fc.constantFrom('city', 'a.b', 'constructor'), text)),
    addTags: option(fc.array(text)),
  }),
  handoff: fc.record({
    team: fc.constant('emea'),
    routing: fc.constantFrom('owner', 'round_robin'),
    sla: fc.record({ accept: durationText }),
    brief: text,
  }),
  nurture: fc.record({
    step: option(fc.constantFrom('s1', 's2', 's9')),
    flow: option(text),
    cooldown: option(durationText),
  }),
  webhook: fc.record({
    url: text,
    method: fc.constantFrom('GET', 'POST'),
    save: option(fc.dictionary(outletName, text)),
  }),
  notify: fc.record({
    to: fc.oneof(fc.constant('owner'), fc.record({ email: fc.constantFrom('a@b.c', 'x') })),
    subject: text,
    body: text,
  }),
  goal: fc.record({ name: text }),
  end: fc.record({ reason: text, outcome: fc.constantFrom('converted', 'neutral', 'lost') }),
}

const IDS = ['s1', 's2', 's3', 's4', 's5', 'constructor']
/** `s9` does not exist. */
const target = fc.constantFrom(...IDS, 's9')

const step = fc.constantFrom(...STEP_KINDS).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    params: params[kind],
    targets: fc.array(option(target), { minLength: 6, maxLength: 6 }),
    label: option(text),
    stray: option(target),
  }),
)

/** Flows that can be read, whatever `check` says to them: joins, loops, dead ends, undrawn and strange outlets. */
export const flowArbitrary: fc.Arbitrary<Flow> = fc
  .record({
    steps: fc.uniqueArray(fc.tuple(fc.constantFrom(...IDS), step), { selector: ([id]) => id, maxLength: IDS.length }),
    start: target,
    audience: option(condition),
    goal: fc.array(fc.record({ when: condition }), { maxLength: 2 }),
    places: fc.dictionary(fc.constantFrom(...IDS), fc.tuple(fc.integer(), fc.integer())),
    notes: fc.array(fc.record({ at: fc.constant([0, 0]), text }), { maxLength: 2 }),
  })
  .map(({ steps, start, audience, goal, places, notes }) => {
    const drawn = steps.map(([id, { kind, params: own, targets, label, stray }]) => {
      const bare = flowSchema.parse(
        withoutUndefined({ dsl: 1, key: 'f', start: id, steps: { [id]: { kind, ...own } } }),
      ).steps[id]
      const outlets = bare ? kindOf(bare).outlets(bare) : []
      const next = Object.fromEntries(outlets.map((outlet, index) => [outlet, targets[index]]))
      return [id, { kind, ...own, label, next: { ...next, ...(stray ? { stray } : {}) } }]
    })
    const flow = { dsl: 1, key: 'f', start, audience, goal, layout: places, notes, steps: Object.fromEntries(drawn) }
    return flowSchema.parse(withoutUndefined(flow))
  })

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
