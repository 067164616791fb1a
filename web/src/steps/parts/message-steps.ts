import type { Flow } from '@couveuse/shared/flow/schema'

/** The steps of a flow that send something a contact can react to. */
export function messageSteps(flow: Flow): readonly { readonly id: string; readonly name: string }[] {
  return Object.entries(flow.steps).flatMap(([id, { kind, label }]) =>
    kind === 'email' || kind === 'sms' ? [{ id, name: label ?? id }] : [],
  )
}
