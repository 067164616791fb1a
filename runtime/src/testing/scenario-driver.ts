import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvariantError, type Problem } from '@couveuse/shared/contract/problem'
import type { Cause } from '@couveuse/shared/engine/cause'
import { scoreOf } from '@couveuse/shared/engine/score-of'
import { baseline } from '@couveuse/shared/engine/turn'
import { checkFlow } from '@couveuse/shared/flow/check'
import { workspaceProblems } from '@couveuse/shared/flow/check/workspace'
import type { Flow } from '@couveuse/shared/flow/schema'
import {
  betweenPauses,
  conclude,
  prepareReplay,
  type ReplayResult,
  type ScenarioWorld,
  toCauses,
} from '@couveuse/shared/simulate/replay'
import type { PlannedEntry, Scenario } from '@couveuse/shared/simulate/scenario'
import { scenarioState } from '@couveuse/shared/simulate/scenario-contact'
import { effectiveZone } from '@couveuse/shared/time/zone'
import { capturedMailer, capturedSms } from '../adapters/captured.ts'
import { type TestClock, testClock } from '../adapters/test-clock.ts'
import type { EffectDeps } from '../effects/effect-deps.ts'
import { perform } from '../effects/registry.ts'
import { noCrash } from '../ports/crash-point.ts'
import type { Logger } from '../ports/logger.ts'
import { silentQueues } from '../queue/silent-queues.ts'
import type { ContactRecord } from '../store/history.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'
import type { Store } from '../store/store.ts'
import type { LoadedContact } from '../store/turns.ts'
import { catalogCache } from '../worker/catalog-cache.ts'
import { emptyDesk } from '../worker/desk.ts'
import { openWorker, type Worker } from '../worker/worker.ts'
import { recordingLog } from './recording-log.ts'
import { type AnswerAgenda, scriptedWebhooks } from './scripted-webhooks.ts'

/** A running product with one contact in it, on a clock of the scenario's own. */
interface Stage {
  readonly scenario: Scenario
  readonly own: Flow
  readonly flows: readonly Flow[]
  readonly store: Store
  readonly worker: Worker
  readonly clock: TestClock
  readonly answers: AnswerAgenda
  readonly log: Logger
  readonly contactId: string
}

/**
 * Replays a scenario (FLOW-DSL §8) on the real runtime: a real SQLite file (or another store), the worker and dispatch as they are, mail
 * captured, webhooks scripted, and a clock that jumps from one instant to the next. Answers what the simulator answers.
 */
export async function replayOnRuntime(
  scenarioJson: unknown,
  flowJson?: unknown,
  open: OpenScenarioStore = openFile,
): Promise<ReplayResult> {
  const { scenario, flows, own } = prepareReplay(scenarioJson, flowJson)
  const { store, dispose } = await open(scenario.startAt)
  try {
    const stage = await setStage(scenario, flows, own, store)
    const warnings = await playOut(stage)
    const findings = await store.operations.audit()
    if (findings.length > 0) throw new InvariantError(`The store does not add up: ${JSON.stringify(findings)}`)
    return await tellResult(stage, warnings)
  } finally {
    await dispose()
  }
}

/** An empty store for one scenario. */
export type OpenScenarioStore = (now: number) => Promise<{ readonly store: Store; dispose(): Promise<void> }>

const openFile: OpenScenarioStore = async (now) => {
  const folder = await mkdtemp(join(tmpdir(), 'couveuse-scenario-'))
  const store = await openSqliteStore({ path: join(folder, 'scenario.db'), synchronous: 'off', now })
  return {
    store,
    async dispose() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function setStage(scenario: Scenario, flows: readonly Flow[], own: Flow, store: Store): Promise<Stage> {
  const { startAt } = scenario
  const clock = testClock(startAt)
  const log = recordingLog()
  const effects: EffectDeps = {
    mailer: capturedMailer(),
    sms: capturedSms(),
    webhooks: { call: async () => ({ type: 'refused', error: 'a scenario calls nobody' }) },
    link: ({ type, messageKey }) => `https://scenario.invalid/t/${type}/${messageKey}`,
    clock,
    mailFrom: 'Couveuse <couveuse@scenario.invalid>',
    crashPoint: noCrash,
  }
  await store.settings.put(plainJson(scenario.settings), { revision: 0, now: startAt })
  const contactId = await admitContact(scenario, store)
  const webhooks = scriptedWebhooks(scenario.webhooks, effects, async (flow) => {
    const { state } = await load(store, contactId, clock.now())
    const { timezone } = state.contact.fields
    const ofFlow = flows.find(({ key }) => key === flow)?.timezone
    return effectiveZone(typeof timezone === 'string' ? timezone : undefined, ofFlow, scenario.settings.timezone)
  })
  for (const flow of flows) await publish(flow, scenario, store)
  await takeBaseline(scenario, store, contactId, log)
  const worker = openWorker({
    store,
    queues: silentQueues(),
    clock,
    dice: () => 0.5,
    log,
    crashPoint: noCrash,
    perform: (entry, surroundings) =>
      entry.effect.type === 'call_webhook' ? webhooks.call(entry) : perform(entry.effect, effects, surroundings),
    dispatch: { perSecond: { email: 0, sms: 0, webhook: 0 }, mailWidth: 5 },
    policy: 'hold',
    batchSize: 100,
  })
  return { scenario, own, flows, store, worker, clock, answers: webhooks.agenda, log, contactId }
}

async function admitContact(scenario: Scenario, store: Store): Promise<string> {
  const { contact } = scenarioState(scenario.contact, scenario.settings, scenario.startAt)
  const made = await store.contacts.create(contact, scenario.startAt)
  if (made.type !== 'created') throw new InvariantError(`The contact of the scenario could not be made: ${made.type}.`)
  return made.contactId
}

async function publish(flow: Flow, { settings, startAt }: Scenario, store: Store): Promise<void> {
  const { key, name } = flow
  const document = plainJson(flow)
  await store.flows.create({ key, name, draft: document }, startAt)
  const published = await store.flows.publish({ key, document, messages: settings.messages, revision: 1 }, startAt)
  if (published.type !== 'published') throw new InvariantError(`Flow ${key} could not be published: ${published.type}.`)
}

/** The contact as it is when the scenario begins, history and opening score included: known, and no news (fine print 62). */
async function takeBaseline(scenario: Scenario, store: Store, contactId: string, log: Logger): Promise<void> {
  const { startAt, settings } = scenario
  const { catalog } = await catalogCache({ flows: store.flows, log }).current()
  const contact = await load(store, contactId, startAt)
  const state = scenarioState(scenario.contact, settings, startAt)
  const turn = baseline({ catalog, desk: emptyDesk(), state, now: startAt })
  const writes = {
    ...turn.writes,
    events: [...state.events, ...turn.writes.events],
    ledger: [...state.ledger, ...turn.writes.ledger],
  }
  await store.turns.commitBatch([{ contact, turn: { ...turn, writes }, inboxIds: [] }], { now: startAt })
}

async function load(store: Store, contactId: string, now: number): Promise<LoadedContact> {
  const handle = (await store.turns.handlesOf([contactId])).get(contactId)
  if (handle === undefined) throw new InvariantError(`There is no contact ${contactId}.`)
  const { contacts, unreadable } = await store.turns.loadStates([handle], { now, watchedEvents: 'all' })
  const [contact] = contacts
  if (!contact) throw new InvariantError(`Contact ${contactId} cannot be read: ${unreadable[0]?.message ?? ''}.`)
  return contact
}

async function playOut(stage: Stage): Promise<readonly Problem[]> {
  const { scenario, own, worker, clock } = stage
  const warnings: Problem[] = []
  await worker.start()
  if (!scenario.isByTrigger) await arrive(stage, [{ type: 'enroll', flow: own.key }])
  await worker.settle()
  for (const [at, entries] of Map.groupBy(scenario.do, (entry) => entry.at)) {
    if (at > scenario.untilAt) break
    // Up to just before: what is due at this very instant comes after its events (FLOW-DSL §5).
    await passUntil(stage, at - 1)
    for (const group of betweenPauses(entries)) {
      const world = await lookAt(stage)
      await pauseAndResume(stage, group)
      clock.moveTo(at)
      await arrive(
        stage,
        group.flatMap((entry) => toCauses(world, entry, own.key, warnings)),
      )
      await worker.settle()
    }
  }
  await passUntil(stage, scenario.untilAt)
  await worker.stop(0)
  return warnings
}

/** Causes of the scenario and answers that have come due, in one go: they share an instant. */
async function arrive(stage: Stage, causes: readonly Cause[]): Promise<void> {
  const { worker, contactId, answers, clock } = stage
  const contact = { id: contactId }
  const arrivals = [...causes.map((cause) => ({ contact, cause })), ...answers.take(clock.now())]
  if (arrivals.length > 0) await worker.receive(arrivals)
}

async function passUntil(stage: Stage, until: number): Promise<void> {
  const { worker, clock, answers } = stage
  for (;;) {
    const at = Math.min(clock.nextAt() ?? Infinity, answers.nextAt() ?? Infinity)
    if (at > until) break
    clock.moveTo(Math.max(at, clock.now()))
    await arrive(stage, [])
    await worker.settle()
  }
  if (clock.now() < until) clock.moveTo(until)
}

/** What a pause or a resumption means for the flow; what it means for the contact is a cause like any other. */
async function pauseAndResume({ store, own, clock }: Stage, entries: readonly PlannedEntry[]): Promise<void> {
  for (const { entry } of entries) {
    if ('pause' in entry) await store.flows.pause(entry.flow ?? own.key, clock.now())
    if ('resume' in entry) await store.flows.resume(entry.flow ?? own.key, clock.now())
  }
}

async function recordOf({ store, contactId }: Stage): Promise<ContactRecord> {
  const record = await store.history.record(contactId)
  if (!record) throw new InvariantError(`There is no record of contact ${contactId}.`)
  return record
}

async function lookAt(stage: Stage): Promise<ScenarioWorld> {
  const { enrollments } = await recordOf(stage)
  return {
    hasFlow: (flow) => stage.flows.some(({ key }) => key === flow),
    messageOf: (flow, step) =>
      enrollments
        .map(({ enrollment }) => enrollment)
        .findLast((enrollment) => enrollment.flow === flow && Object.hasOwn(enrollment.messages, step))?.messages[step]
        ?.key,
  }
}

async function tellResult(stage: Stage, warnings: readonly Problem[]): Promise<ReplayResult> {
  const { scenario, own, flows, store, clock } = stage
  const record = await recordOf(stage)
  const { state } = await load(store, stage.contactId, clock.now())
  const { catalog } = await catalogCache({ flows: store.flows, log: stage.log }).current()
  const problems: Problem[] = [
    ...checkFlow(own, { settings: scenario.settings, flows }),
    ...workspaceProblems(scenario.settings),
    ...warnings,
    ...record.problems.map(({ code, message }): Problem => ({ code, level: 'warning', message })),
  ]
  return conclude(
    scenario,
    own,
    {
      ...record,
      score: scoreOf(catalog, state, clock.now()),
      enrollments: record.enrollments.map(({ enrollment }) => enrollment),
      journal: record.enrollments.flatMap(({ journal }) => journal),
      problems,
    },
    (flow, step) => catalog.current.get(flow)?.compiled.steps.get(step)?.step.kind ?? 'unknown',
  )
}

/** As it would come back from a file: what is undefined is not there. */
const plainJson = (value: object) => JSON.parse(JSON.stringify(value))
