import { setImmediate as breathe } from 'node:timers/promises'
import { holds } from '@couveuse/shared/conditions/evaluate'
import { mentionedEvents, mentionedSegments } from '@couveuse/shared/conditions/mentions'
import type { Condition } from '@couveuse/shared/conditions/schema'
import type { WorkspaceSettings } from '@couveuse/shared/flow/settings'
import type { Store } from '../store/store.ts'
import type { ContactHandle } from '../store/turns.ts'
import { subjectOf } from './contact-subject.ts'

const CHUNK = 1000

/**
 * Ids of the contacts for whom the condition holds, chunk by chunk over all contacts. Evaluated now, not as of the
 * last turn, so that a segment can be seen while it is being written. Lets others run between chunks.
 */
export async function* membersOf(
  store: Store,
  settings: WorkspaceSettings,
  condition: Condition,
  now: number,
): AsyncGenerator<readonly string[]> {
  for await (const states of allStates(store, eventsReadBy([condition], settings), now)) {
    yield states.filter((state) => holds(condition, subjectOf(settings, state, now))).map(({ contact }) => contact.id)
  }
}

/** How many contacts there are, and for how many each of the conditions holds now. */
export async function countMembers(
  store: Store,
  settings: WorkspaceSettings,
  conditions: readonly Condition[],
  now: number,
): Promise<{ readonly of: number; readonly members: readonly number[] }> {
  const members = conditions.map(() => 0)
  let of = 0
  for await (const states of allStates(store, eventsReadBy(conditions, settings), now)) {
    of += states.length
    for (const state of states) {
      const subject = subjectOf(settings, state, now)
      conditions.forEach((condition, index) => {
        if (holds(condition, subject)) members[index] = (members[index] ?? 0) + 1
      })
    }
  }
  return { of, members }
}

async function* allStates(store: Store, watchedEvents: ReadonlySet<string>, now: number) {
  let after: ContactHandle | undefined
  for (;;) {
    const handles = await store.turns.handlesAfter({ ...(after === undefined ? {} : { after }), limit: CHUNK })
    after = handles.at(-1)
    if (after === undefined) return
    const { contacts } = await store.turns.loadStates(handles, { now, watchedEvents })
    yield contacts.map(({ state }) => state)
    await breathe()
  }
}

/** Also through the segments that a condition names, and through the fit rules where it asks for a score. */
function eventsReadBy(conditions: readonly Condition[], { segments, scoring }: WorkspaceSettings): ReadonlySet<string> {
  const events = new Set<string>()
  const seen = new Set<string>()
  const visit = (condition: Condition): void => {
    for (const name of mentionedEvents(condition)) events.add(name)
    for (const key of mentionedSegments(condition)) {
      const inner = segments[key]
      if (!inner || seen.has(key)) continue
      seen.add(key)
      visit(inner)
    }
  }
  for (const condition of conditions) visit(condition)
  for (const rule of scoring.fit) visit(rule.when)
  return events
}
