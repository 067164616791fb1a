import type { EnrollAccepted, EnrollContacts } from '@couveuse/shared/api/flows'
import type { HttpDeps } from './deps.ts'
import { refuse } from './refuse.ts'
import { membersOf } from './segment-members.ts'
import { loadWorkspace } from './workspace.ts'

const CHUNK = 1000

/** Puts the wish to enroll into the inbox of every contact named; unknown ids are answered, the others go on. */
export async function enrollContacts(deps: HttpDeps, flow: string, wish: EnrollContacts): Promise<EnrollAccepted> {
  let accepted = 0
  const unknown: string[] = []
  for await (const ids of chunksOf(deps, wish)) {
    const outcomes = await deps.receive(ids.map((id) => ({ contact: { id }, cause: { type: 'enroll', flow } })))
    outcomes.forEach((outcome, index) => {
      if (outcome.type === 'unknown_contact') unknown.push(ids[index] ?? '')
      else accepted += 1
    })
  }
  return { accepted, unknown }
}

async function* chunksOf(deps: HttpDeps, { contacts, segment }: EnrollContacts): AsyncGenerator<readonly string[]> {
  if (segment === undefined) {
    const ids = [...new Set(contacts ?? [])]
    for (let from = 0; from < ids.length; from += CHUNK) yield ids.slice(from, from + CHUNK)
    return
  }
  const { settings } = await loadWorkspace(deps.store)
  const condition = settings.segments[segment]
  if (!condition) throw refuse('segment_not_found', `There is no segment "${segment}".`, 'segment')
  yield* membersOf(deps.store, settings, condition, deps.clock.now())
}
