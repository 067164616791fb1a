import { z } from 'zod'
import { MESSAGE_CHANNELS } from '../contract/words.ts'
import { messageTemplateSchema } from '../message/schema.ts'
import { problemSchema } from './errors.ts'

export const templateKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a key starts with a letter and has only a-z, 0-9, _ and -, at most 64 characters')

/** A message of the library. Flows published earlier keep the text they were published with. */
export const templateSchema = messageTemplateSchema
  .extend({
    key: templateKeySchema,
    /** keys of the flows whose draft or published version uses it */
    usedBy: z.array(z.string()),
  })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof templateSchema>
export const templateListSchema = z.object({ items: z.array(templateSchema) }).meta({ id: 'TemplateList' })
export type TemplateList = z.infer<typeof templateListSchema>

export const putTemplateSchema = messageTemplateSchema.meta({ id: 'PutTemplate' })
export type PutTemplate = z.infer<typeof putTemplateSchema>

/** Renders without sending, stored or not. `contact` absent = an invented one. */
export const previewTemplateSchema = z
  .strictObject({
    template: messageTemplateSchema,
    channel: z.enum(MESSAGE_CHANNELS).default('email'),
    contact: z.string().optional(),
  })
  .meta({ id: 'PreviewTemplate' })

export const templatePreviewSchema = z
  .object({
    subject: z.string(),
    text: z.string(),
    html: z.string().nullable(),
    /** values that rendered empty, links that are no links … */
    problems: z.array(problemSchema),
  })
  .meta({ id: 'TemplatePreview' })
