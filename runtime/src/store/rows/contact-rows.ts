import type { Contact } from '@couveuse/shared/contact/schema'
import { listKeys } from '../folding.ts'

/** A contact as its two rows: what lists scan, and the document. */
export interface ContactRowValues {
  readonly id: string
  readonly emailKey: string | undefined
  readonly nameKey: string
  readonly search: string
  readonly stage: string
  readonly createdAt: number
  readonly doc: string
}

export const contactRow = (contact: Contact): ContactRowValues => ({
  id: contact.id,
  ...listKeys(contact),
  stage: contact.stage,
  createdAt: contact.createdAt,
  doc: JSON.stringify(contact),
})
