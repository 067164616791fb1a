import { type Problem, RequestError } from '../contract/problem.ts'
import type { Cause } from '../engine/cause.ts'
import { workspaceProblems } from '../flow/check/workspace.ts'
import { checkFlow } from '../flow/check.ts'
import { type Flow, readFlow } from '../flow/schema.ts'
import { type ExpectationFailure, judge } from './expectations.ts'
import { instant, readScenario } from './read-scenario.ts'
import type { EventEntry, PlannedEntry, Scenario } from './scenario.ts'
import { scenarioState, toChange } from './scenario-contact.ts'
import { Simulator } from './simulator.ts'
import { type RunRecords, type Transcript, transcribe } from './transcript.ts'

export interface ReplayResult extends Transcript {
  readonly ok: boolean
  readonly failures: readonly ExpectationFailure[]
}

/** What a driver must know to turn `do` entries into causes. */
export interface ScenarioWorld {
  hasFlow(flow: string): boolean
  /** key of the latest message that step sent, over all enrollments of the flow */
  messageOf(flow: string, step: string): string | undefined
}

/** Reads the flow under test or says what cannot be parsed (fine print 32). */
export function requireFlow(json: unknown, where: string): Flow {
  const read = readFlow(json)
  if (read.ok) return read.flow
  const first = read.problems[0]
  const path = [where, first?.step === undefined ? undefined : `steps.${first.step}`, first?.field]
    .filter((part) => part !== undefined && part !== '')
    .join('.')
  throw new RequestError(first?.code ?? 'bad_flow', `${path}: ${first?.message ?? 'this is not a flow'}`, { path })
}

/** A flow that points to steps it does not have cannot be run at all (fine print 32). */
function requireTargets(flow: Flow, where: string): Flow {
  if (!Object.hasOwn(flow.steps, flow.start)) {
    throw new RequestError('unknown_start', `${where}.start: there is no step "${flow.start}"`, {
      path: `${where}.start`,
    })
  }
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const [outlet, target] of Object.entries(step.next ?? {})) {
      if (Object.hasOwn(flow.steps, target)) continue
      const path = `${where}.steps.${id}.next.${outlet}`
      throw new RequestError('unknown_step', `${path}: there is no step "${target}"`, { path })
    }
  }
  requireZones(flow, where)
  return flow
}

/** A time zone that does not exist is bad input, not a detail: every instant would be another one (fine print 128). */
function requireZones(flow: Flow, where: string): void {
  const wrong = checkFlow(flow).find(({ code }) => code === 'unknown_zone')
  if (!wrong) return
  const path = [where, wrong.step === undefined ? undefined : `steps.${wrong.step}`, wrong.field]
    .filter((part) => part !== undefined)
    .join('.')
  throw new RequestError('unknown_zone', `${path}: ${wrong.message}`, { path })
}

/**
 * Replays a scenario with the simulator (FLOW-DSL §8). `flowJson` is the flow under test, already found (by key, path or
 * `--flow`); it defaults to the one inside the scenario. Throws RequestError on bad input.
 */
export function replay(scenarioJson: unknown, flowJson?: unknown): ReplayResult {
  const { scenario, flows, own } = prepareReplay(scenarioJson, flowJson)
  const { settings } = scenario
  const simulator = new Simulator({
    settings,
    flows,
    state: scenarioState(scenario.contact, settings, scenario.startAt),
    startAt: scenario.startAt,
    webhooks: scenario.webhooks,
  })
  const warnings: Problem[] = []
  if (!scenario.isByTrigger) simulator.turn(scenario.startAt, [{ type: 'enroll', flow: own.key }])
  playOut(simulator, scenario, own.key, warnings)
  simulator.runUntil(scenario.untilAt)
  const problems: Problem[] = [
    ...checkFlow(own, { settings, flows }),
    ...workspaceProblems(settings),
    ...warnings,
    ...simulator.warnings.map(({ code, message }): Problem => ({ code, level: 'warning', message })),
  ]
  return conclude(scenario, own, recordsOf(simulator, problems), (flow, step) => simulator.kindOf(flow, step))
}

/** The scenario and its flows, read and refused where they cannot be run; the flow under test first. */
export function prepareReplay(
  scenarioJson: unknown,
  flowJson?: unknown,
): { scenario: Scenario; flows: Flow[]; own: Flow } {
  const early = readScenario(scenarioJson)
  const others = early.otherFlows.map((json, index) =>
    requireTargets(requireFlow(json, `workspace.flows[${index}]`), `workspace.flows[${index}]`),
  )
  const own = findFlow(early, others, flowJson)
  const scenario = readScenario(scenarioJson, own.timezone)
  return { scenario, own, flows: [own, ...others.filter((flow) => flow.key !== own.key)] }
}

function findFlow(scenario: Scenario, others: readonly Flow[], flowJson: unknown): Flow {
  if (flowJson !== undefined) return requireTargets(requireFlow(flowJson, 'flow'), 'flow')
  if (typeof scenario.flow !== 'string') return requireTargets(requireFlow(scenario.flow, 'flow'), 'flow')
  const found = others.find((flow) => flow.key === scenario.flow)
  if (!found)
    throw new RequestError(
      'flow_not_found',
      `flow: there is no flow "${scenario.flow}": name a file beside the scenario, a key of workspace.flows, or pass --flow`,
      { path: 'flow' },
    )
  return found
}

function playOut(simulator: Simulator, scenario: Scenario, ownKey: string, warnings: Problem[]): void {
  const byInstant = Map.groupBy(scenario.do, ({ at }) => at)
  for (const [at, entries] of byInstant) {
    if (at > scenario.untilAt) break
    // Up to just before: what is due at this very instant comes after its events (FLOW-DSL §5).
    simulator.runUntil(at - 1)
    playInstant(simulator, at, entries, ownKey, warnings)
  }
}

/** All that stands in the file for one instant, and in the same turn whatever else is due at it; no entries: only that. */
export function playInstant(
  simulator: Simulator,
  at: number,
  entries: readonly PlannedEntry[],
  ownKey: string,
  warnings: Problem[],
): void {
  for (const group of betweenPauses(entries)) {
    for (const { entry } of group) {
      if ('pause' in entry) simulator.pause(entry.flow ?? ownKey)
      if ('resume' in entry) simulator.unpause(entry.flow ?? ownKey)
    }
    simulator.turn(
      at,
      group.flatMap((one) => toCauses(simulator, one, ownKey, warnings)),
    )
  }
}

/**
 * The entries of one instant, cut where a flow is paused or resumed: what stands before it in the file meets the flow as
 * it was (fine print 15). Everything else of the instant shares one turn.
 */
export function betweenPauses(entries: readonly PlannedEntry[]): readonly (readonly PlannedEntry[])[] {
  const groups: PlannedEntry[][] = [[]]
  for (const one of entries) {
    const last = groups.at(-1)
    const isSwitch = 'pause' in one.entry || 'resume' in one.entry
    if (last && (!isSwitch || last.length === 0)) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** A `do` entry as the cause it stands for; pause and resume also touch the flow, which the driver does. */
export function toCauses(
  world: ScenarioWorld,
  { at, index, entry }: PlannedEntry,
  ownKey: string,
  warnings: Problem[],
): Cause[] {
  if ('event' in entry) return [eventCause(world, entry, { at, index }, ownKey, warnings)]
  if ('set' in entry) return [{ type: 'change', change: toChange(entry.set) }]
  if ('handoff' in entry) {
    const outcome = ({ accept: 'accepted', return: 'returned', won: 'won', lost: 'lost' } as const)[entry.handoff]
    const { reason, amount } = entry
    return [
      {
        type: 'handoff',
        outcome,
        ...(reason === undefined ? {} : { reason }),
        ...(amount === undefined ? {} : { amount }),
      },
    ]
  }
  if ('task' in entry) return [{ type: 'task_done', ...(entry.of === undefined ? {} : { step: entry.of }) }]
  const flow = entry.flow ?? ownKey
  if (!world.hasFlow(flow))
    warnings.push({ code: 'unknown_flow', level: 'warning', message: `there is no flow "${flow}" in this scenario` })
  if ('remove' in entry) return [{ type: 'remove', flow }]
  if ('enroll' in entry) return [{ type: 'enroll', flow }]
  if ('resume' in entry) return [{ type: 'resume', flow, missed: entry.resume }]
  return []
}

function eventCause(
  world: ScenarioWorld,
  entry: EventEntry,
  { at, index }: { readonly at: number; readonly index: number },
  ownKey: string,
  warnings: Problem[],
): Cause {
  const messageKey = entry.of === undefined ? undefined : world.messageOf(ownKey, entry.of)
  if (entry.of !== undefined && messageKey === undefined) {
    warnings.push({
      code: 'no_such_message',
      level: 'warning',
      step: entry.of,
      message: `"${entry.event}" names step "${entry.of}", which has sent no message: delivered without one`,
    })
  }
  const occurredAt = entry.occurredAt === undefined ? at : instant(entry.occurredAt, 'do.occurredAt')
  return {
    type: 'event',
    event: {
      id: entry.id ?? `do:${index + 1}`,
      name: entry.event,
      occurredAt,
      arrivedAt: at,
      properties: entry.properties ?? {},
      machine: entry.machine ?? false,
      ...(messageKey === undefined ? {} : { messageKey }),
    },
  }
}

function recordsOf(simulator: Simulator, problems: readonly Problem[]): RunRecords {
  return {
    contact: simulator.state.contact,
    score: simulator.score(),
    enrollments: simulator.allEnrollments(),
    journal: simulator.journal,
    messages: simulator.messages,
    changes: simulator.changes,
    entries: simulator.entries,
    tasks: [...simulator.tasks.values()],
    handoffs: [...simulator.handoffs.values()],
    problems,
  }
}

/** Prints and judges a run, whichever driver made it. */
export function conclude(
  scenario: Scenario,
  own: Flow,
  records: RunRecords,
  kindOf: (flow: string, step: string) => string,
): ReplayResult {
  const transcript = transcribe(records, own.key, (enrollment) =>
    enrollment.step === null ? 'unknown' : kindOf(enrollment.flow, enrollment.step),
  )
  const failures = judge(scenario.expect, transcript)
  return { ok: failures.length === 0, failures, ...transcript }
}
