import type { Json } from '@couveuse/shared/contract/json'
import { type CONSENT_STATES, CONTACT_FIELDS, type STAGES } from '@couveuse/shared/contract/words'
import { type ContactSet, contactSetSchema } from '@couveuse/shared/simulate/scenario'
import type { Deed } from './session.ts'

export const ACT_KINDS = ['event', 'change', 'sales', 'task', 'flow'] as const
export const SALES_KINDS = ['accept', 'return', 'won', 'lost'] as const
export const FLOW_KINDS = ['enroll', 'remove', 'pause', 'resumeNow', 'resumeSkip'] as const

/** What stands in the form while something to happen is being spelled out. Empty text = not said. */
export interface ActDraft {
  readonly kind: (typeof ACT_KINDS)[number]
  readonly event: string
  readonly of: string
  readonly properties: Readonly<Record<string, string>>
  readonly isMachine: boolean
  readonly stage: (typeof STAGES)[number] | ''
  readonly consentEmail: (typeof CONSENT_STATES)[number] | ''
  readonly consentSms: (typeof CONSENT_STATES)[number] | ''
  readonly attributes: Readonly<Record<string, string>>
  readonly account: Readonly<Record<string, string>>
  /** absent = as they are */
  readonly tags?: readonly string[]
  readonly sales: (typeof SALES_KINDS)[number]
  readonly reason: string
  readonly amount: number | ''
  readonly task: string
  readonly flow: (typeof FLOW_KINDS)[number]
}

export const emptyAct: ActDraft = {
  kind: 'event',
  event: '',
  of: '',
  properties: {},
  isMachine: false,
  stage: '',
  consentEmail: '',
  consentSms: '',
  attributes: {},
  account: {},
  sales: 'accept',
  reason: 'bad_timing',
  amount: '',
  task: '',
  flow: 'enroll',
}

/** The deed that the form describes; undefined while something is missing. */
export function deedOf(draft: ActDraft): Deed | undefined {
  switch (draft.kind) {
    case 'event':
      return eventOf(draft)
    case 'change': {
      const set = setOf(draft)
      return Object.keys(set).length === 0 ? undefined : { set }
    }
    case 'sales':
      return {
        handoff: draft.sales,
        ...(draft.sales === 'return' ? { reason: draft.reason } : {}),
        ...(draft.sales === 'won' && draft.amount !== '' ? { amount: draft.amount } : {}),
      }
    case 'task':
      return { task: 'done', ...(draft.task === '' ? {} : { of: draft.task }) }
    case 'flow':
      return flowDeeds[draft.flow]
  }
}

const flowDeeds = {
  enroll: { enroll: true },
  remove: { remove: true },
  pause: { pause: true },
  resumeNow: { resume: 'now' },
  resumeSkip: { resume: 'skip' },
} satisfies Record<(typeof FLOW_KINDS)[number], Deed>

function eventOf({ event, of, properties, isMachine }: ActDraft): Deed | undefined {
  if (event.trim() === '') return undefined
  const values = Object.entries(properties).map(([name, text]) => [name, readValue(text)])
  return {
    event: event.trim(),
    ...(values.length === 0 ? {} : { properties: Object.fromEntries(values) }),
    ...(of === '' ? {} : { of }),
    ...(isMachine ? { machine: true } : {}),
  }
}

/** Names of the field table stand on the contact itself, others are attributes (fine print 25); no value clears. */
function setOf({ stage, consentEmail, consentSms, attributes, account, tags }: ActDraft): ContactSet {
  const direct = Object.entries(attributes).filter(([name]) => isDirect(name))
  const custom = Object.entries(attributes).filter(([name]) => !isDirect(name))
  const consent = {
    ...(consentEmail === '' ? {} : { email: consentEmail }),
    ...(consentSms === '' ? {} : { sms: consentSms }),
  }
  return contactSetSchema.parse({
    ...Object.fromEntries(direct.map(([name, text]) => [name, text === '' ? null : text])),
    ...(custom.length === 0 ? {} : { attributes: valuesOf(custom) }),
    ...(Object.keys(account).length === 0 ? {} : { account: valuesOf(Object.entries(account)) }),
    ...(Object.keys(consent).length === 0 ? {} : { consent }),
    ...(stage === '' ? {} : { stage }),
    ...(tags === undefined ? {} : { tags: [...tags] }),
  })
}

/** `createdAt` is no text of the contact and cannot be changed here; as a name it is an attribute like any other. */
const isDirect = (name: string): boolean => name !== 'createdAt' && CONTACT_FIELDS.some((one) => one === name)

function valuesOf(entries: readonly (readonly [string, string])[]): Record<string, unknown> {
  return Object.fromEntries(entries.map(([name, text]) => [name, text === '' ? null : attributeValue(text)]))
}

/** Attributes are text, numbers, booleans or sets of text (fine print 29). */
function attributeValue(text: string): string | number | boolean | string[] {
  const value = readValue(text)
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'object' ? text : (value ?? text)
}

/** Text as it is typed, or the JSON value it plainly is: `12.5`, `true`, `["a"]`. `007` and `1e9` stay text (fine print 75). */
export function readValue(text: string): Json {
  const trimmed = text.trim()
  if (!/^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?|".*"|\[.*\]|\{.*\})$/s.test(trimmed)) return text
  try {
    return JSON.parse(trimmed)
  } catch {
    return text // almost JSON is text
  }
}

/** A value as it is typed: what {@link readValue} reads back. */
export function valueText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? ''
  return readValue(value) === value ? value : JSON.stringify(value)
}
