import type { z } from 'zod'
import { RequestError } from '../contract/problem.ts'
import { addDuration, parseDuration } from '../time/duration.ts'
import { parseInstant } from '../time/local-time.ts'
import { effectiveZone } from '../time/zone.ts'
import { EXPECTATION_KEYS } from './expectations.ts'
import { type DoEntry, doEntrySchemas, type Scenario, scenarioSchema } from './scenario.ts'

type Verb = keyof typeof doEntrySchemas
const VERBS = Object.keys(doEntrySchemas).filter((key): key is Verb => Object.hasOwn(doEntrySchemas, key))

/**
 * Reads a scenario file (FLOW-DSL §8): shapes, instants, defaults. Throws a RequestError that names the path of what is
 * wrong; `flowZone` is the time zone of the flow under test, for relative times of a contact without a zone (fine print 16).
 */
export function readScenario(json: unknown, flowZone?: string): Scenario {
  const raw = parse(scenarioSchema, json, '')
  const { flows, ...settings } = raw.workspace
  const startAt = instant(raw.start, 'start')
  requireKnownExpectations(raw.expect)
  const zone = effectiveZone(raw.contact.timezone, flowZone, settings.timezone)
  const entries = raw.do.map((entry, index) => ({ ...readDoEntry(entry, `do[${index}]`, startAt, zone), index }))
  entries.sort((a, b) => a.at - b.at)
  const lastAt = entries.at(-1)?.at ?? startAt
  return {
    name: raw.name,
    flow: raw.flow,
    settings,
    otherFlows: flows,
    contact: raw.contact,
    startAt,
    isByTrigger: raw.enroll === 'by trigger',
    do: entries,
    untilAt: raw.until === undefined ? plus(lastAt, 'P1Y', zone) : moment(raw.until, 'until', startAt, zone),
    webhooks: raw.webhooks,
    expect: raw.expect,
  }
}

function readDoEntry(
  raw: Readonly<Record<string, unknown>>,
  path: string,
  startAt: number,
  zone: string,
): { at: number; entry: DoEntry } {
  const verbs = VERBS.filter((verb) => Object.hasOwn(raw, verb))
  const [verb] = verbs
  if (verb === undefined || verbs.length > 1) {
    const found = verbs.length === 0 ? 'none' : verbs.join(' and ')
    throw new RequestError('bad_do_entry', `${path} needs exactly one of ${VERBS.join(', ')}, and has ${found}`, {
      path,
    })
  }
  const entry: DoEntry = parse<DoEntry>(doEntrySchemas[verb], raw, path)
  const at = moment(entry.at, `${path}.at`, startAt, zone)
  if (at < startAt)
    throw new RequestError(
      'before_start',
      `${path}.at is before the scenario's start: history belongs into contact.events`,
      { path: `${path}.at` },
    )
  return { at, entry }
}

/** A misspelt expectation would otherwise fail for ever, or worse, say nothing (fine print 2). */
function requireKnownExpectations(expect: readonly Readonly<Record<string, unknown>>[]): void {
  expect.forEach((expectation, index) => {
    for (const key of Object.keys(expectation)) {
      if (EXPECTATION_KEYS.has(key)) continue
      const path = `expect[${index}].${key}`
      throw new RequestError(
        'unknown_key',
        `${path}: "${key}" is not known here: try ${[...EXPECTATION_KEYS].join(', ')}`,
        { path },
      )
    }
  })
}

/** An ISO instant, or `+` and a duration from the start, by the calendar of the contact's zone (fine print 16). */
function moment(text: string, path: string, startAt: number, zone: string): number {
  if (!text.startsWith('+')) return instant(text, path)
  return plus(startAt, text.slice(1), zone, path)
}

function plus(at: number, text: string, zone: string, path = 'until'): number {
  const parsed = parseDuration(text)
  if (!parsed || parsed.sign < 0)
    throw new RequestError('bad_duration', `${path}: "${text}" is not an ISO 8601 duration such as P3D or PT4H`, {
      path,
    })
  return addDuration(at, parsed, zone)
}

/** An instant of a scenario; without offset or Z it would depend on the reader. */
export function instant(text: string, path: string): number {
  const at = parseInstant(text)
  if (at === undefined)
    throw new RequestError(
      'bad_instant',
      `${path}: "${text}" is not an instant with offset, such as 2026-03-02T09:00:00+01:00`,
      { path },
    )
  return at
}

function parse<T>(schema: z.ZodType<T>, json: unknown, base: string): T {
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  // Zod names the object that has the unknown key; the path of the key itself is what helps (FLOW-DSL §1).
  const stray = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = joinPath(base, [...(issue?.path ?? []), ...stray])
  const code = issue?.code === 'unrecognized_keys' ? 'unknown_key' : 'bad_scenario'
  throw new RequestError(
    code,
    `${path || 'scenario'}: ${issue?.message ?? 'does not have the shape of a scenario'}`,
    path ? { path } : {},
  )
}

function joinPath(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    base,
  )
}
