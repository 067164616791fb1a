import { builtInAccountType, resolveField, SCORE_FIELDS } from '@couveuse/shared/conditions/fields'
import type { OperandType } from '@couveuse/shared/conditions/operators/by-type'
import { MACHINE_FIELD } from '@couveuse/shared/conditions/where'
import { BANT, CONTACT_FIELDS, MESSAGE_CHANNELS } from '@couveuse/shared/contract/words'
import type { Flow } from '@couveuse/shared/flow/schema'
import type { TFunction } from 'i18next'
import { oneOf } from '../one-of.ts'
import type { Workspace } from '../workspace.ts'
import { eventName } from './event-name.ts'

/** Groups of fields in the order in which they are offered. */
export const fieldGroups = [
  'contact',
  'attribute',
  'account',
  'score',
  'bant',
  'consent',
  'segment',
  'event',
  'entry',
  'var',
  'visits',
] as const
export type FieldGroup = (typeof fieldGroups)[number]

/** What a rule may speak of, with all its editor needs to know. */
export interface ConditionField {
  /** as the condition writes it: `score.total` */
  readonly name: string
  readonly label: string
  /** absent where only the data knows */
  readonly type?: OperandType
  /** the words of a closed list */
  readonly words?: readonly string[]
}

/** What fields are looked up in. */
export interface FieldSource {
  readonly workspace: Workspace
  readonly flow: Flow
  readonly events: readonly string[]
  readonly t: TFunction<'steps'>
}

const CONTACT_NAMES = [...CONTACT_FIELDS, 'tags', 'lists'] as const
const ACCOUNT_FIELDS = ['name', 'domain', 'industry', 'employees', 'revenue', 'country'] as const

/** Every field that the workspace and the flow know of, by group; names are only a beginning, others may be typed. */
export function knownFields(source: FieldSource): ReadonlyMap<FieldGroup, readonly ConditionField[]> {
  const { workspace, flow, events } = source
  const { attributes, topics, segments } = workspace.settings
  const own = Object.keys(attributes)
  const names: Record<FieldGroup, readonly string[]> = {
    contact: CONTACT_NAMES.map((name) => `contact.${name}`),
    attribute: own.filter((name) => !name.includes('.')).map((name) => `contact.${name}`),
    account: [
      ...ACCOUNT_FIELDS.map((name) => `account.${name}`),
      ...own.filter((name) => name.startsWith('account.') && !ACCOUNT_FIELDS.some((one) => name === `account.${one}`)),
    ],
    score: ['score.total', 'score.engagement', 'score.fit', 'score.temperature', 'stage'],
    bant: BANT.map((name) => `bant.${name}`),
    consent: MESSAGE_CHANNELS.flatMap((channel) => [
      `consent.${channel}`,
      ...Object.keys(topics).map((topic) => `consent.${channel}.${topic}`),
    ]),
    segment: Object.keys(segments).map((key) => `segment.${key}`),
    event: events.map((name) => `event.${name}`),
    entry: ['entry.event', ...entryProperties(flow).map((name) => `entry.${name}`)],
    var: ['var.returnReason', ...savedVariables(flow).map((name) => `var.${name}`)],
    visits: Object.keys(flow.steps).map((id) => `visits.${id}`),
  }
  return new Map(
    fieldGroups.map((group) => [group, [...new Set(names[group])].map((name) => describeField(name, source))] as const),
  )
}

/** A field by the text that names it, known or not. */
export function describeField(name: string, source: FieldSource): ConditionField {
  const field = resolveField(name)
  if (!field) return { name, label: name }
  const label = labelOf(field, source)
  if (field.kind !== 'value') return { name, label, type: field.kind }
  const type = field.type ?? declaredType(field.prefix, field.name, name, source.workspace)
  return { name, label, ...(type ? { type } : {}), ...(field.words ? { words: field.words } : {}) }
}

function declaredType(prefix: string, bare: string, name: string, { settings }: Workspace): OperandType | undefined {
  const key = prefix === 'contact' ? bare : name
  if (prefix !== 'contact' && prefix !== 'account') return undefined
  if (Object.hasOwn(settings.attributes, key)) return settings.attributes[key]
  return prefix === 'account' ? builtInAccountType(bare) : undefined
}

type Resolved = NonNullable<ReturnType<typeof resolveField>>

function labelOf({ prefix, name }: Resolved, { t, flow }: FieldSource): string {
  switch (prefix) {
    case 'contact': {
      const known = oneOf(CONTACT_NAMES, name)
      return known ? t(`condition.fields.contact.${known}`) : name
    }
    case 'account': {
      const known = oneOf(ACCOUNT_FIELDS, name)
      return known ? t(`condition.fields.account.${known}`) : t('condition.fields.account.other', { name })
    }
    case 'score': {
      const known = oneOf(SCORE_FIELDS, name)
      return known ? t(`condition.fields.score.${known}`) : name
    }
    case 'stage':
      return t('condition.fields.stage')
    case 'bant': {
      const known = oneOf(BANT, name)
      return known ? t(`condition.fields.bant.${known}`) : name
    }
    case 'consent': {
      const [channel = '', ...topic] = name.split('.')
      const known = oneOf(MESSAGE_CHANNELS, channel)
      const words = known ? t(`condition.channel.${known}`) : channel
      return t('condition.fields.consent', { name: topic.length === 0 ? words : `${words}, ${topic.join('.')}` })
    }
    case 'segment':
      return t('condition.fields.segment', { name })
    case 'event':
      return eventName(name, t)
    case 'entry':
      return name === 'event' ? t('condition.fields.entryEvent') : t('condition.fields.entry', { name })
    case 'var':
      return t('condition.fields.var', { name })
    case 'visits':
      return t('condition.fields.visits', { name: flow.steps[name]?.label ?? name })
  }
}

/** Properties that this flow's own triggers look at: the entry event very likely has them. */
function entryProperties(flow: Flow): string[] {
  return flow.entry.flatMap((trigger) =>
    trigger.on === 'event' && trigger.where
      ? trigger.where.rules.flatMap((rule) => ('field' in rule && rule.field !== '' ? [rule.field] : []))
      : [],
  )
}

function savedVariables(flow: Flow): string[] {
  return Object.values(flow.steps).flatMap((step) => (step.kind === 'webhook' ? Object.keys(step.save ?? {}) : []))
}

/** A property of one event, by its bare name (fine print 69); `machine` alone has a type (fine print 6). */
export function describeProperty(name: string, t: TFunction<'steps'>): ConditionField {
  return name === MACHINE_FIELD
    ? { name, label: t('condition.fields.machine'), type: 'boolean' }
    : { name, label: name }
}

/** Properties that events of a built-in name come with. */
export function knownProperties(event: string | undefined): readonly string[] {
  return [...(PROPERTIES[event ?? ''] ?? []), MACHINE_FIELD]
}

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  email_clicked: ['url'],
  email_bounced: ['type'],
  page_viewed: ['url', 'title'],
  form_submitted: ['form'],
  unsubscribed: ['channel', 'topic'],
  sms_replied: ['text'],
}
