import { setTimeout as pause } from 'node:timers/promises'
import type { Arrival } from '../store/inbox.ts'
import type { HttpDeps } from './deps.ts'
import { refuse } from './refuse.ts'

const LOOK_EVERY_MS = 15

/**
 * Gives a contact's inbox something and waits a moment for the turn, so that people see what came of their click.
 * False = the runtime has not come to it in time; it stays recorded and the answer is 202.
 */
export async function receiveAndSettle(
  deps: HttpDeps,
  contactId: string,
  ...causes: readonly Arrival['cause'][]
): Promise<boolean> {
  const before = (await deps.store.contacts.get(contactId))?.revision
  const [outcome] = await deps.receive(causes.map((cause) => ({ contact: { id: contactId }, cause })))
  if (outcome?.type === 'unknown_contact' || before === undefined) {
    throw refuse('contact_not_found', `There is no contact "${contactId}".`)
  }
  return hasTurned(deps, contactId, before)
}

/** Waits until the contact's revision has moved past `before`. */
async function hasTurned(deps: HttpDeps, contactId: string, before: number): Promise<boolean> {
  for (let waited = 0; waited < deps.settleWithinMs; waited += LOOK_EVERY_MS) {
    const row = await deps.store.contacts.get(contactId)
    if (!row || row.revision > before) return true
    await pause(LOOK_EVERY_MS)
  }
  return false
}
