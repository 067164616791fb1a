import { writeFile } from 'node:fs/promises'
import type { Api } from '../product/api.ts'
import { replayInTerminal, type TimelineVisit } from '../product/replay-in-terminal.ts'

/** What happened to a contact from outside, in order; the rest is for the engine to find out again. */
export interface Facts {
  /** the exported flow */
  readonly flow: unknown
  /** id and fields as a scenario names them */
  readonly contact: Readonly<Record<string, unknown>>
  /** UTC ISO 8601: when the contact came to be, and how far the story is told */
  readonly startAt: string
  readonly untilAt: string
  readonly happened: readonly Readonly<Record<string, unknown>>[]
}

/** Replays the facts with `couveuse replay` in the workspace as it is, and answers the timeline of the last trip. */
export async function retell(api: Api, facts: Facts, file: string): Promise<readonly TimelineVisit[]> {
  const scenario = {
    scenario: 1,
    flow: facts.flow,
    workspace: await workspaceOf(api),
    contact: facts.contact,
    start: facts.startAt,
    enroll: 'by trigger',
    do: facts.happened,
    until: facts.untilAt,
  }
  await writeFile(file, JSON.stringify(scenario, null, 2))
  return replayInTerminal(file)
}

async function workspaceOf(api: Api) {
  const { settings } = await api.settings()
  const { scoring } = await api.scoring()
  const { items } = await api.messages()
  return {
    ...settings,
    scoring,
    messages: Object.fromEntries(items.map(({ key, usedBy: _, ...message }) => [key, message])),
  }
}

/** The journal of the contact's latest trip, in the shape of a replayed timeline. */
export async function journalOf(api: Api, contactId: string): Promise<readonly TimelineVisit[]> {
  const [trip] = (await api.enrollments(contactId)).items
  if (!trip) throw new Error(`Contact ${contactId} is in no flow.`)
  const { journal } = await api.enrollment(trip.id)
  return journal.map(({ seq, step, kind, enteredAt, leftAt, outlet, due, because }) => ({
    seq,
    step,
    kind,
    entered: enteredAt,
    at: leftAt ?? enteredAt,
    outlet,
    ...(due === null ? {} : { due }),
    because,
  }))
}
