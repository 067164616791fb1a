import type { Cause } from '@couveuse/shared/engine/cause'
import type { HttpDeps } from './deps.ts'
import { refuse } from './refuse.ts'

const CHUNK = 1000

/** Resumes a flow and tells everybody who is in it, so that what was held goes on as `cause` says (FLOW-DSL §7). */
export async function resumeFlow(
  { store, clock, receive, ring }: HttpDeps,
  key: string,
  cause: Cause & { type: 'resume' },
): Promise<void> {
  const outcome = await store.flows.resume(key, clock.now())
  if (outcome === 'unknown_flow') throw refuse('flow_not_found', `There is no flow "${key}".`)
  if (outcome === 'not_paused') throw refuse('flow_not_paused', `Flow "${key}" is not paused.`)
  let after: string | null = ''
  while (after !== null) {
    const page: { readonly contactIds: readonly string[]; readonly next: string | null } =
      await store.enrollments.openContacts(key, { limit: CHUNK, ...(after === '' ? {} : { after }) })
    await receive(page.contactIds.map((id) => ({ contact: { id }, cause })))
    after = page.next
  }
  ring()
}
