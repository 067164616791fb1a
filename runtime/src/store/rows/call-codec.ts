import { z } from 'zod'
import type { CallRecord } from '../history.ts'
import { keyOf } from '../keys.ts'
import type { Dictionary } from './dictionary.ts'
import { stateOf } from './outbox-codec.ts'

/** Columns of `outbox` that tell about a webhook. */
export interface CallColumns {
  readonly tail: string
  readonly flow: number
  readonly step: number
  readonly queued_at: number
  readonly state: number
  readonly error: string | null
  readonly payload: string | null
}

const payloadSchema = z.object({ url: z.string(), method: z.string(), body: z.string().optional() })

export function decodeCall(contactId: string, row: CallColumns, { words, flows }: Dictionary): CallRecord {
  const said = row.payload === null ? undefined : payloadSchema.parse(JSON.parse(row.payload))
  return {
    key: keyOf(contactId, row.tail),
    flow: flows.keyOf(row.flow),
    step: words.wordOf(row.step),
    at: row.queued_at,
    state: stateOf(row.state),
    url: said?.url ?? null,
    method: said?.method ?? null,
    body: said?.body ?? null,
    error: row.error,
  }
}
