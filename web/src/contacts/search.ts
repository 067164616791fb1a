import { CONTACT_SORTS } from '@couveuse/shared/api/contacts'
import { STAGES, TEMPERATURES } from '@couveuse/shared/contract/words'
import { z } from 'zod'

/** What may stand after the `?` of this page; wrong values fall back instead of failing. */
export const contactsSearch = z.object({
  q: z.coerce.string().max(200).optional().catch(undefined),
  stage: z.enum(STAGES).optional().catch(undefined),
  temperature: z.enum(TEMPERATURES).optional().catch(undefined),
  sort: z.enum(CONTACT_SORTS).optional().catch(undefined),
  /** what stands over the list: the form for a new contact, or the import in its place */
  show: z.enum(['new', 'import']).optional().catch(undefined),
})
export type ContactsSearch = z.infer<typeof contactsSearch>
