import type { RuleBecause } from '@couveuse/shared/conditions/because'
import { describeCondition } from '@couveuse/shared/conditions/describe'
import type { AttributeValue } from '@couveuse/shared/contact/schema'
import type { Json } from '@couveuse/shared/contract/json'
import { CONSENT_STATES, RETURN_REASONS, STAGES } from '@couveuse/shared/contract/words'
import { describeStep } from '@couveuse/shared/flow/describe'
import { quoted } from '@couveuse/shared/kinds/phrases'
import type { ContactSet } from '@couveuse/shared/simulate/scenario'
import { eventName } from '../steps/condition/event-name.ts'
import { describeField } from '../steps/condition/fields.ts'
import { oneOf } from '../steps/one-of.ts'
import { viewOf } from '../steps/registry.ts'
import { withNames } from '../steps/with-names.ts'
import { messageName } from '../steps/workspace.ts'
import { stepName } from '../ui/step-look.ts'
import type { Tone } from '../ui/Tag.tsx'
import { stepOf, type Tongue } from './ReplayContext.ts'
import type { Deed } from './session.ts'

/** A step by its label, else by its kind. */
export function stepLabel({ scene, language }: Tongue, flow: string, id: string): string {
  const step = stepOf(scene, flow, id)
  if (!step) return id
  return step.label?.trim() || stepName(step.kind, language)
}

/** What a step does, in one line, with names in the place of keys. */
export function stepWords(tongue: Tongue, flow: string, id: string): string {
  const step = stepOf(tongue.scene, flow, id)
  if (!step) return ''
  const names = {
    message: (key: string) => messageName(tongue.scene.workspace, key),
    event: (name: string) => eventWords(tongue, name),
    step: (other: string) => stepLabel(tongue, flow, other),
    flow: (key: string) => flowName(tongue, key),
  }
  return describeStep(withNames(step, names), tongue.language)
}

/** An event as people know it, in quotation marks; one of the outside world by its own name. */
function eventWords({ tSteps, language }: Tongue, event: string): string {
  const words = eventName(event, tSteps)
  return words === event ? event : quoted(words, language)
}

export function outletWords(
  { scene, tSteps }: Tongue,
  flow: string,
  id: string,
  outlet: string,
): { readonly text: string; readonly tone: Tone } {
  const step = stepOf(scene, flow, id)
  if (!step) return { text: outlet, tone: 'neutral' }
  const view = viewOf(step.kind)
  return { text: view.outletName(step, outlet, tSteps), tone: view.outletTone(outlet) }
}

export function flowName({ scene }: Tongue, key: string): string {
  return scene.flows.get(key)?.name ?? scene.workspace.flows.find((flow) => flow.key === key)?.name ?? key
}

/** A field as FLOW-DSL §3 writes it, as people say it. */
export function fieldWords({ t, tSteps, scene }: Tongue, field: string): string {
  if (field === 'contact.suppressed') return t('timeline.change.suppressed')
  const { workspace, flow } = scene
  return describeField(field, { workspace, flow, events: [], t: tSteps }).label
}

/** A value of a field, as people say it; null is "nothing". */
export function valueWords({ t, tUi, tSteps, format }: Tongue, field: string, value: AttributeValue | null): string {
  if (value === null || value === '') return t('timeline.change.nothing')
  if (typeof value === 'object') return value.length === 0 ? t('timeline.change.nothing') : format.formatList(value)
  if (typeof value === 'boolean') return tSteps(value ? 'condition.yes' : 'condition.no')
  if (typeof value === 'number') return format.formatNumber(value)
  const stage = field === 'stage' ? oneOf(STAGES, value) : undefined
  if (stage) return tUi(`stage.${stage}`)
  const consent = field.startsWith('consent.') ? oneOf(CONSENT_STATES, value) : undefined
  return consent ? tSteps(`condition.consentStates.${consent}`) : value
}

/** One rule as it is asked: "score.total is at least 50". */
export function ruleWords({ language }: Tongue, { field, operator, value }: RuleBecause): string {
  return describeCondition({ combinator: 'and', rules: [{ field, operator, value }] }, language)
}

/** What a rule found. */
export function seenWords(tongue: Tongue, { field, seen }: RuleBecause): string {
  const { t, format } = tongue
  if (field.startsWith('event.') && typeof seen === 'number') return t('timeline.because.times', { count: seen })
  if (typeof seen === 'number') return format.formatNumber(seen, { maximumFractionDigits: 2 })
  return isAttributeValue(seen) ? valueWords(tongue, field, seen) : JSON.stringify(seen)
}

function isAttributeValue(value: Json): value is AttributeValue | null {
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string')
  return typeof value !== 'object' || value === null
}

export function reasonWords({ t }: Tongue, reason: string): string {
  const known = oneOf(RETURN_REASONS, reason)
  return known ? t(`returnReason.${known}`) : reason
}

const TOLD_EVENTS = [
  'email_opened',
  'email_clicked',
  'email_bounced',
  'email_complained',
  'sms_replied',
  'unsubscribed',
  'page_viewed',
  'form_submitted',
] as const

/** Something done, as it is told in the timeline and offered on a button. */
export function deedWords(tongue: Tongue, deed: Deed): string {
  const { t, scene, format } = tongue
  const own = scene.flow.key
  if ('event' in deed) {
    const known = oneOf(TOLD_EVENTS, deed.event)
    const what = known ? t(`event.${known}`) : t('event.other', { event: deed.event })
    const of = deed.of === undefined ? '' : t('event.of', { step: stepLabel(tongue, own, deed.of) })
    return `${what}${of}${propertiesText(deed.properties)}`
  }
  if ('set' in deed) return t('deed.set', { changes: format.formatList(setWords(tongue, deed.set)) })
  if ('handoff' in deed) {
    if (deed.handoff !== 'return' || deed.reason === undefined) return t(`deed.handoff.${deed.handoff}`)
    return t('deed.handoff.returnBecause', { reason: reasonWords(tongue, deed.reason) })
  }
  if ('task' in deed) {
    return deed.of === undefined ? t('deed.task') : t('deed.taskOf', { step: stepLabel(tongue, own, deed.of) })
  }
  if ('resume' in deed) return t(`deed.resume.${deed.resume}`)
  if ('remove' in deed) return t('deed.remove')
  return 'enroll' in deed ? t('deed.enroll') : t('deed.pause')
}

/** The first few properties of an event: what tells this page from another. */
function propertiesText(properties: Readonly<Record<string, unknown>> | undefined): string {
  const told = Object.entries(properties ?? {})
    .slice(0, 2)
    .map(([name, value]) => `${name} = ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

/** Each part of a change, "Stage: MQL". */
function setWords(tongue: Tongue, set: ContactSet): string[] {
  const { attributes, account, consent, bant, tags, lists, stage, suppressed, ...direct } = set
  const fields: readonly (readonly [string, unknown])[] = [
    ...Object.entries({ ...direct, ...attributes }).map(([name, value]) => [`contact.${name}`, value] as const),
    ...Object.entries(account ?? {}).map(([name, value]) => [`account.${name}`, value] as const),
    ...Object.entries(consent ?? {}).map(([name, value]) => [`consent.${name}`, value] as const),
    ...Object.entries(bant ?? {}).map(([name, value]) => [`bant.${name}`, value] as const),
    ['contact.tags', tags],
    ['contact.lists', lists],
    ['stage', stage],
    ['contact.suppressed', suppressed],
  ]
  return fields.flatMap(([field, value]) => {
    if (value === undefined) return []
    const told = isSettable(value) ? valueWords(tongue, field, value) : JSON.stringify(value)
    return [`${fieldWords(tongue, field)}: ${told}`]
  })
}

function isSettable(value: unknown): value is AttributeValue | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value)
}
