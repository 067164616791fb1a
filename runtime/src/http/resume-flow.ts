import type { Cause } from '@couveuse/shared/engine/cause'
import type { HttpDeps } from './deps.ts'
import { refuse } from './refuse.ts'

/** Resumes a flow and tells everybody who is in it, so that what was held goes on as `cause` says (FLOW-DSL §7). */
export async function resumeFlow(
  { store, clock, ring }: HttpDeps,
  key: string,
  cause: Cause & { type: 'resume' },
): Promise<void> {
  const outcome = await store.flows.resume(key, clock.now(), cause)
  if (outcome === 'unknown_flow') throw refuse('flow_not_found', `There is no flow "${key}".`)
  if (outcome === 'not_paused') throw refuse('flow_not_paused', `Flow "${key}" is not paused.`)
  ring()
}
