import type { ContactRef, ContactSummary } from '@couveuse/shared/api/contacts'
import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import type { AttributeValue, Contact } from '@couveuse/shared/contact/schema'
import type { Temperature } from '@couveuse/shared/contract/words'
import type { ScoringModel } from '@couveuse/shared/scoring/schema'
import type { ContactRow } from '../../store/contacts.ts'

type Thresholds = ScoringModel['temperature']

export function contactSummary(row: ContactRow, thresholds: Thresholds): ContactSummary {
  const { contact, score } = row
  const total = round(score.fit + score.engagement)
  return {
    ...contactRef(contact),
    phone: textOf(contact.fields.phone),
    title: textOf(contact.fields.title),
    owner: textOf(contact.fields.owner),
    stage: contact.stage,
    tags: [...contact.tags],
    score: { fit: round(score.fit), engagement: round(score.engagement), total },
    temperature: temperatureOf(total, thresholds),
    createdAt: instantText(contact.createdAt),
    lastActivityAt: instantTextOrNull(row.lastActivityAt),
  }
}

export function contactRef(contact: Contact): ContactRef {
  return {
    id: contact.id,
    name: nameOf(contact),
    email: textOf(contact.fields.email),
    accountName: textOf(contact.account.name),
  }
}

function nameOf({ id, fields }: Contact): string {
  const full = [fields.firstName, fields.lastName].map(textOf).filter((part) => part !== null)
  return full.length > 0 ? full.join(' ') : (textOf(fields.email) ?? textOf(fields.phone) ?? id)
}

export function textOf(value: AttributeValue | undefined): string | null {
  if (value === undefined || typeof value === 'object') return null
  const text = String(value).trim()
  return text === '' ? null : text
}

function temperatureOf(total: number, thresholds: Thresholds): Temperature {
  if (total >= thresholds.hot) return 'hot'
  return total >= thresholds.warm ? 'warm' : 'cold'
}

/** Two decimals, as everywhere a score is shown (fine print 44). */
function round(score: number): number {
  return Math.round(score * 100) / 100
}
