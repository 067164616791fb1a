import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../contract/environment.ts'
import type { JsonObject } from '../contract/json.ts'
import type { StepOutcome, Wake } from '../contract/outcome.ts'
import type { Mentions, StepKind } from '../contract/step-kind.ts'
import { LANGUAGES, type StepKindName } from '../contract/words.ts'
import { anEnvironment, anEvent, at, MONDAY_9AM_PARIS, verdict, type World } from './builders.ts'

/**
 * What every step kind must keep, whatever it does (ARCHITECTURE §5). Call it in the kind's own test with parameters
 * that between them use everything the kind has.
 */
export function stepKindSuite<Params extends object>(
  kind: StepKind<StepKindName, Params, string>,
  samples: readonly [Params, ...Params[]],
): void {
  describe(`${kind.kind}, like every step kind`, () => {
    test('reads its own parameters back unchanged and refuses an unknown key by name', () => {
      for (const sample of samples) {
        expect(kind.params.parse(JSON.parse(JSON.stringify(sample)))).toEqual(sample)
        const strange = kind.params.safeParse({ ...sample, surprise: 1 })
        expect(strange.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['surprise'] }])
      }
    })

    test('names each outlet once, and falls through between outlets it has', () => {
      for (const sample of samples) {
        const outlets = kind.outlets(sample)
        expect(new Set(outlets).size).toBe(outlets.length)
        for (const pair of Object.entries(kind.fallThrough)) expect(outlets).toEqual(expect.arrayContaining(pair))
      }
    })

    test('gives the same answer twice, as plain JSON, by an outlet it has, and touches nothing it was given', () => {
      const tried = samples.flatMap((sample) =>
        worlds(kind.outlets(sample)).map((world) => tryAll(kind, sample, world)),
      )
      expect(tried.flat().length).toBeGreaterThan(samples.length)
    })

    test('mentions every condition, template and duration its parameters hold', () => {
      for (const sample of samples) {
        expect(mentionedPlaces(kind.mentions(sample))).toEqual(expect.arrayContaining(placesIn(sample)))
      }
    })

    test('says nothing against its sample parameters', () => {
      for (const sample of samples) expect(kind.check?.(sample) ?? []).toEqual([])
    })

    test('describes itself in one line in every language', () => {
      for (const sample of samples) {
        for (const language of LANGUAGES) {
          expect(kind.describe(sample, language)).toMatch(/^\p{Lu}(?!.*(?:undefined|NaN|\[object)).+$/u)
        }
      }
    })

    test('never throws, whatever its texts and numbers say', () => {
      const junk = fc.oneof(fc.constantFrom(...JUNK), fc.string(), fc.integer())
      const property = fc.property(fc.constantFrom(...samples), fc.nat(), junk, (sample, leaf, value) => {
        const params = kind.params.safeParse(withLeaf(sample, leaf, value))
        fc.pre(params.success)
        const junked = params.data
        kind.check?.(junked)
        kind.mentions(junked)
        for (const language of LANGUAGES) kind.describe(junked, language)
        for (const world of worlds(kind.outlets(junked))) tryAll(kind, junked, world)
      })
      expect(() => fc.assert(property, { numRuns: 60, seed: 1 })).not.toThrow()
    })
  })
}

const JUNK = [
  '',
  ' ',
  'P',
  'P-1D',
  '-P3D',
  'P99Y',
  'PT0S',
  'now',
  '2026-02-30',
  '+02:00',
  '__proto__',
  'constructor',
  '{{',
  0,
  -1,
  0.5,
  1e15,
]

/** The worlds a step is tried in: drawn in every way that matters, permitted, held back and refused. */
function worlds(outlets: readonly string[]): Environment[] {
  const drawings = [[], outlets, ...outlets.map((outlet) => [outlet])]
  const moods: World[] = [
    {},
    { holds: () => verdict(true), permission: (_, to) => ({ type: 'blocked', to: to ?? '', reason: 'consent' }) },
    { permission: () => ({ type: 'delay', until: at('2026-03-03T08:00:00Z'), why: 'quiet_hours' }) },
    { values: { 'contact.renewalDate': '2026-06-01' }, handoffStage: () => 'mql', draw: (total) => total - 1e-9 },
  ]
  return drawings.flatMap((drawn) => moods.map((mood) => anEnvironment({ ...mood, drawn })))
}

const WAKES: readonly Wake[] = [
  { type: 'timer' },
  { type: 'event', event: anEvent('email_clicked') },
  { type: 'change' },
  { type: 'task_done' },
  { type: 'handoff', outcome: 'accepted' },
  { type: 'handoff', outcome: 'returned', reason: 'bad_timing' },
  { type: 'handoff', outcome: 'won' },
  { type: 'handoff', outcome: 'lost' },
  { type: 'webhook', answer: { status: 200, body: { size: 7 } } },
  { type: 'webhook', answer: { status: 500, body: null } },
  { type: 'webhook', answer: { error: 'timeout' } },
]

/** Enters, and where the step rests wakes it in every way; each answer is judged. */
function tryAll<Params extends object>(
  kind: StepKind<StepKindName, Params, string>,
  params: Params,
  env: Environment,
): StepOutcome[] {
  const outlets = kind.outlets(params)
  const before = JSON.stringify(params)
  const entered = kind.enter(params, env)
  const outcomes = [entered]
  expect(kind.enter(params, env)).toEqual(entered)
  if (entered.type === 'rest') {
    expect(kind.resume, `${kind.kind} rests, so it must know how to resume`).toBeDefined()
    const memory: JsonObject = entered.memory ?? {}
    const later = { ...env, now: Math.max(entered.wakeAt ?? 0, MONDAY_9AM_PARIS + 1) }
    for (const wake of WAKES) {
      const woken = kind.resume?.(params, later, wake, memory) ?? { type: 'stay' }
      expect(kind.resume?.(params, later, wake, memory)).toEqual(woken)
      outcomes.push(woken)
    }
  }
  expect(JSON.stringify(params)).toBe(before)
  for (const outcome of outcomes) judge(outcome, outlets)
  expect(entered.type).not.toBe('stay')
  return outcomes
}

function judge(outcome: StepOutcome, outlets: readonly string[]): void {
  expect(JSON.parse(JSON.stringify(outcome))).toStrictEqual(outcome)
  if (outcome.type === 'leave') expect(outlets).toContain(outcome.outlet)
  if (outcome.type === 'fail') expect(outcome).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), message: /./ })
}

interface Place {
  readonly what: 'condition' | 'template' | 'duration'
  readonly field: string
}

/** Where a condition, a template or a duration stands in the parameters, found by looking at the values alone. */
function placesIn(value: unknown, field = ''): Place[] {
  if (typeof value === 'string') {
    if (/\{[{%]/.test(value)) return [{ what: 'template', field }]
    return /^-?P(?=[\dT])/.test(value) ? [{ what: 'duration', field }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  if ('combinator' in value) return [{ what: 'condition', field }]
  return Object.entries(value).flatMap(([key, member]) => {
    const place = Array.isArray(value) ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`
    return placesIn(member, place)
  })
}

function mentionedPlaces({ conditions = [], templates = [], durations = [] }: Mentions): Place[] {
  return [
    ...conditions.map(({ field }): Place => ({ what: 'condition', field })),
    ...templates.map(({ field }): Place => ({ what: 'template', field })),
    ...durations.map(({ field }): Place => ({ what: 'duration', field })),
  ]
}

/** A copy with one text or number replaced; `leaf` counts round. */
function withLeaf(sample: unknown, leaf: number, replacement: unknown): unknown {
  let leaves = 0
  const count = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(count)
    else leaves += 1
    return value
  }
  count(sample)
  let left = leaves === 0 ? -1 : leaf % leaves
  const replace = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replace)
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replace(member)]))
    }
    left -= 1
    return left === -1 ? replacement : value
  }
  return replace(sample)
}
