import type { CONSENT_STATES, STAGES } from '@couveuse/shared/contract/words'
import { type ScenarioContact, scenarioContactSchema } from '@couveuse/shared/simulate/scenario'
import { readValue, valueText } from './act-draft.ts'

/** A contact as it stands in the form; empty text = not known. What the form has no field for is kept. */
export interface ContactDraft {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly phone: string
  readonly timezone: string
  readonly stage: (typeof STAGES)[number]
  readonly consentEmail: (typeof CONSENT_STATES)[number]
  readonly consentSms: (typeof CONSENT_STATES)[number]
  readonly isSuppressed: boolean
  readonly fit: number | ''
  readonly engagement: number | ''
  readonly attributes: Readonly<Record<string, string>>
  readonly account: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  /** the contact the form was filled from */
  readonly rest: ScenarioContact
}

/** Fields of the contact that the form shows among its attributes. */
const AMONG_ATTRIBUTES = ['title', 'language', 'country', 'city', 'source', 'owner', 'buyingRole'] as const

export function contactDraft(contact: ScenarioContact): ContactDraft {
  const { attributes = {}, account = {}, consent = {}, score, suppressed } = contact
  const direct = Object.fromEntries(AMONG_ATTRIBUTES.flatMap((name) => (contact[name] ? [[name, contact[name]]] : [])))
  return {
    firstName: contact.firstName ?? '',
    lastName: contact.lastName ?? '',
    email: contact.email ?? '',
    phone: contact.phone ?? '',
    timezone: contact.timezone ?? '',
    stage: contact.stage ?? 'suspect',
    consentEmail: consent.email ?? 'unknown',
    consentSms: consent.sms ?? 'unknown',
    isSuppressed: suppressed === true || (Array.isArray(suppressed) && suppressed.length > 0),
    fit: score?.fit ?? '',
    engagement: score?.engagement ?? '',
    attributes: textsOf({ ...direct, ...attributes }),
    account: textsOf(account),
    tags: contact.tags ?? [],
    rest: contact,
  }
}

function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, valueText(value)]),
  )
}

/** The contact that the form describes. */
export function contactOf(draft: ContactDraft): ScenarioContact {
  const { rest, consentEmail, consentSms, isSuppressed, fit, engagement } = draft
  const entries = Object.entries(draft.attributes).filter(([, text]) => text.trim() !== '')
  const isAmong = (name: string): boolean => AMONG_ATTRIBUTES.some((one) => one === name)
  const hasScore = fit !== '' || engagement !== ''
  const wasSuppressed = contactDraft(rest).isSuppressed
  return scenarioContactSchema.parse({
    id: rest.id,
    ...known({ firstName: draft.firstName, lastName: draft.lastName, email: draft.email, phone: draft.phone }),
    ...known({ timezone: draft.timezone }),
    ...known(Object.fromEntries(entries.filter(([name]) => isAmong(name)))),
    stage: draft.stage,
    consent: {
      ...Object.fromEntries(Object.entries(rest.consent ?? {}).filter(([key]) => key !== 'email' && key !== 'sms')),
      ...(consentEmail === 'unknown' ? {} : { email: consentEmail }),
      ...(consentSms === 'unknown' ? {} : { sms: consentSms }),
    },
    attributes: valuesOf(Object.fromEntries(entries.filter(([name]) => !isAmong(name)))),
    account: valuesOf(draft.account),
    tags: [...draft.tags],
    lists: rest.lists ?? undefined,
    bant: rest.bant ?? undefined,
    createdAt: rest.createdAt,
    events: rest.events,
    ...(isSuppressed === wasSuppressed ? { suppressed: rest.suppressed } : { suppressed: isSuppressed }),
    ...(hasScore ? { score: { fit: fit === '' ? 0 : fit, engagement: engagement === '' ? 0 : engagement } } : {}),
  })
}

function known(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  )
}

function valuesOf(texts: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => {
      const value = readValue(text)
      return text.trim() === '' ? [] : [[name, typeof value === 'object' && !Array.isArray(value) ? text : value]]
    }),
  )
}
