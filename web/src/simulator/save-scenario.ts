import type { Flow } from '@couveuse/shared/flow/schema'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { writeFlow } from '@couveuse/shared/flow/write-flow'
import { kindOf } from '@couveuse/shared/kinds/registry'
import type { DoEntry, ScenarioContact } from '@couveuse/shared/simulate/scenario'
import type { Transcript } from '@couveuse/shared/simulate/transcript'
import { formatInstant } from '@couveuse/shared/time/local-time'
import type { Replayed } from './play.ts'
import { relativeTo } from './relative-time.ts'
import { plannedDeeds, type Session, startZone } from './session.ts'

type Scenario = Readonly<Record<string, unknown>>

export interface SaveOptions {
  readonly name: string
  /** the flow itself in the file, or only its key: the file is then replayed with `--flow` */
  readonly isFlowInside: boolean
}

/**
 * The session as a scenario file (FLOW-DSL §8) that ends at the clock and expects what is seen now: any change of the flow
 * that changes it makes the file fail. The CLI replays it to the same timeline.
 */
export function scenarioFile(
  flow: Flow,
  session: Session,
  { clockAt, transcript }: Pick<Replayed, 'clockAt' | 'transcript'>,
  { name, isFlowInside }: SaveOptions,
): Scenario {
  return {
    ...withoutEnd(flow, session, { name, isFlowInside }),
    until: relativeTo(session.setup.startAt, clockAt, startZone(session.setup, flow)),
    expect: expectationsOf(transcript),
  }
}

function withoutEnd(flow: Flow, session: Session, { name, isFlowInside }: SaveOptions): Scenario {
  const { setup } = session
  const zone = startZone(setup, flow)
  const others = setup.otherFlows.filter(({ key }) => key !== flow.key)
  return {
    scenario: 1,
    ...(name === '' ? {} : { name }),
    flow: isFlowInside ? writeFlow(flow) : flow.key,
    workspace: {
      ...settingsOf(setup.settings, [flow, ...others]),
      ...(others.length === 0 ? {} : { flows: others.map(writeFlow) }),
    },
    contact: withoutEmpty(setup.contact),
    start: formatInstant(setup.startAt),
    ...(setup.isByTrigger ? { enroll: 'by trigger' } : {}),
    ...(Object.keys(setup.webhooks).length === 0 ? {} : { webhooks: setup.webhooks }),
    do: plannedDeeds(session).map(({ at, entry }) => ({
      at: relativeTo(setup.startAt, at, zone),
      ...withoutInstant(entry),
    })),
  }
}

function withoutInstant({ at: _, ...deed }: DoEntry): Scenario {
  return deed
}

/** Lists and maps without anything in them say nothing. */
function withoutEmpty(contact: ScenarioContact): Scenario {
  return Object.fromEntries(
    Object.entries(contact).filter(
      ([, value]) => typeof value !== 'object' || value === null || Object.keys(value).length > 0,
    ),
  )
}

const defaults = new Map<string, unknown>(Object.entries(workspaceSettingsSchema.parse({})))

/** What the replay depends on: settings that differ from the defaults, and of the library what the flows send. */
function settingsOf(settings: WorkspaceSettings, flows: readonly Flow[]): Scenario {
  const used = new Set(
    flows.flatMap((flow) =>
      Object.values(flow.steps)
        .flatMap((step) => kindOf(step).mentions(step).messages ?? [])
        .map(({ key }) => key),
    ),
  )
  const messages = Object.fromEntries(Object.entries(settings.messages).filter(([key]) => used.has(key)))
  return Object.fromEntries(
    Object.entries({ ...settings, messages }).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults.get(key)),
    ),
  )
}

/** What a transcript shows, as expectations: the path, the end, the contact, and each message as it was sent or refused. */
function expectationsOf(transcript: Transcript): Scenario[] {
  const { status, reason, step, stage, score, path, messages, entries } = transcript
  const { fit, engagement } = score
  return [
    { path },
    status === null ? { status } : { status, reason, step },
    { stage },
    { score: { fit, engagement } },
    ...(messages.length === 0 ? [{ messages: [] }] : messages.map((message) => ({ message: told(message) }))),
    ...(entries.some(({ enrolled }) => enrolled === false) ? [{ entries }] : []),
  ]
}

/** A message without its text: a changed word is no changed flow. */
function told(message: Scenario): Scenario {
  const kept = ['step', 'at', 'channel', 'subject', 'blocked']
  return Object.fromEntries(kept.filter((key) => Object.hasOwn(message, key)).map((key) => [key, message[key]]))
}
