import { z } from 'zod'

/** What may stand after the `?` of this page; wrong values fall back instead of failing. */
export const designerSearch = z.object({})
