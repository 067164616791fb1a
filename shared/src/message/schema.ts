import { z } from 'zod'

/** A message of the library, or written inline in a step. SMS has no subject. */
export const messageTemplateSchema = z.strictObject({
  name: z.string().optional(),
  subject: z.string().optional(),
  body: z.string(),
})
export type MessageTemplate = z.infer<typeof messageTemplateSchema>

/** What Liquid sees (FLOW-DSL §4 "Templates", fine print 119). */
export interface TemplateContext {
  readonly contact: Readonly<Record<string, unknown>>
  readonly account: Readonly<Record<string, unknown>>
  readonly score: Readonly<Record<string, unknown>>
  readonly stage: string
  readonly owner: string
  readonly flow: Readonly<Record<string, unknown>>
  readonly vars: Readonly<Record<string, unknown>>
  readonly event: { readonly name?: string; readonly properties: Readonly<Record<string, unknown>> }
  /** instant and zone for the `date` filter (fine print 118, 166) */
  readonly now: number
  readonly zone: string
}

/**
 * A message as it goes out. The plain-text part of an HTML message is made where it is needed (`plainText`), because it
 * costs more than all the rest of a step: `text` is null until then.
 */
export interface RenderedMessage {
  readonly subject: string
  readonly text: string | null
  readonly html?: string
}
