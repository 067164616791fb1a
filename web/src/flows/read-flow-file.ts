import { flowJsonSchema } from '@couveuse/shared/api/json'
import type { JsonObject } from '@couveuse/shared/contract/json'

/** A file read as far as one can without the server: what stands in it, or why it is no flow. */
export type FlowFile =
  | {
      readonly type: 'flow'
      readonly flow: JsonObject
      readonly name: string
      readonly key: string
      readonly steps: number
    }
  | { readonly type: 'not_json'; readonly message: string }
  | { readonly type: 'not_flow' }

/** Reads an exported flow. What is wrong with it as a flow is for the server to say. */
export function readFlowFile(text: string): FlowFile {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { type: 'not_json', message: error instanceof Error ? error.message : String(error) }
  }
  const flow = flowJsonSchema.safeParse(json).data
  const steps = flowJsonSchema.safeParse(flow?.steps).data
  if (!flow || !steps) return { type: 'not_flow' }
  const key = typeof flow.key === 'string' ? flow.key : ''
  const name = typeof flow.name === 'string' && flow.name.trim() !== '' ? flow.name : key
  return { type: 'flow', flow, name, key, steps: Object.keys(steps).length }
}
