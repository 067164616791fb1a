import { z } from 'zod'
import { flowShape } from './schema.ts'

/** The JSON Schema (draft 2020-12) of FLOW-DSL 1, generated from the zod schemas: what `couveuse schema` prints. */
export function flowJsonSchema(): z.core.JSONSchema.BaseSchema {
  return { ...z.toJSONSchema(flowShape, { io: 'input' }), title: 'Couveuse flow (FLOW-DSL 1)' }
}
