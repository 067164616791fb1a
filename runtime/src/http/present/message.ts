import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import type { MessageSummary } from '@couveuse/shared/api/messages'
import type { Contact } from '@couveuse/shared/contact/schema'
import type { MessageRow } from '../../store/messages.ts'
import { contactRef } from './contact.ts'
import type { FlowWords } from './flow-words.ts'

export function messageSummary(row: MessageRow & { readonly contact: Contact }, words: FlowWords): MessageSummary {
  const { record } = row
  return {
    id: record.key,
    at: instantText(record.at),
    channel: record.channel,
    to: record.to,
    subject: record.subject,
    state: row.state,
    blocked: record.blocked ?? null,
    contact: contactRef(row.contact),
    enrollmentId: record.enrollmentId,
    flow: record.flow,
    flowName: words.flowName(record.flow),
    step: record.step,
    attempts: row.attempts,
    sentAt: instantTextOrNull(row.sentAt),
  }
}
