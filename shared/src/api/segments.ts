import { z } from 'zod'
import { conditionSchema } from '../conditions/schema.ts'
import { problemSchema } from './errors.ts'

export const segmentKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,63}$/, 'a key starts with a letter and has only a-z, 0-9, _ and -, at most 64 characters')

export const segmentSchema = z
  .object({
    key: segmentKeySchema,
    when: conditionSchema,
    /** contacts for which it holds now */
    members: z.int(),
    usedBy: z.array(z.string()),
  })
  .meta({ id: 'Segment' })
export type Segment = z.infer<typeof segmentSchema>
export const segmentListSchema = z.object({ items: z.array(segmentSchema) }).meta({ id: 'SegmentList' })
export type SegmentList = z.infer<typeof segmentListSchema>

export const putSegmentSchema = z.strictObject({ when: conditionSchema }).meta({ id: 'PutSegment' })

/** `POST /api/segments/count`: the live count while a condition is being built. */
export const countSegmentSchema = z.strictObject({ when: conditionSchema }).meta({ id: 'CountSegment' })
export const segmentCountSchema = z
  .object({ members: z.int(), of: z.int(), problems: z.array(problemSchema) })
  .meta({ id: 'SegmentCount' })
