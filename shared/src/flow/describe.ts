import type { Language } from '../contract/words.ts'
import { durationInWords, offsetInWords, quoted } from '../kinds/phrases.ts'
import { kindOf } from '../kinds/registry.ts'
import type { Flow, Step } from './schema.ts'
import type { Trigger } from './triggers.ts'

/** A step in one line, without its label: "Wait 3 days, then Mon-Fri 09:00-17:00". */
export function describeStep(step: Step, language: Language): string {
  return kindOf(step).describe(step, language)
}

/** Every step of a flow in one line each, in order of the flow; the label stands in front where there is one. */
export function describeFlow(
  flow: Flow,
  language: Language,
): readonly { readonly step: string; readonly text: string }[] {
  const colon = language === 'fr' ? '\u202f: ' : ': '
  return Object.entries(flow.steps).map(([id, step]) => {
    const text = describeStep(step, language)
    return { step: id, text: step.label ? `${step.label}${colon}${text}` : text }
  })
}

/** What brings contacts in, in one line: "When “form_submitted” happens". */
export function describeTrigger(trigger: Trigger, language: Language): string {
  return language === 'fr' ? inFrench(trigger) : inEnglish(trigger)
}

function inEnglish(trigger: Trigger): string {
  switch (trigger.on) {
    case 'event':
      return `When ${quoted(trigger.event, 'en')} happens`
    case 'segment':
      return `When a contact ${trigger.change === 'entered' ? 'enters' : 'leaves'} the segment ${quoted(trigger.segment, 'en')}`
    case 'schedule':
      return `At ${quoted(trigger.cron ?? trigger.rrule ?? '…', 'en')}, everybody in the segment ${quoted(trigger.segment, 'en')}`
    case 'date':
      return `${dateInWords(trigger, 'en')}${trigger.at === undefined ? '' : ` at ${trigger.at}`}`
    case 'score':
      return `When the ${trigger.of} score ${trigger.direction === 'down' ? 'falls below' : 'reaches'} ${trigger.crosses}`
    case 'stage':
      return `When the stage becomes ${trigger.becomes}`
    case 'returned':
      return `When sales returns the lead${trigger.reasons?.length ? ` (${trigger.reasons.join(', ')})` : ''}`
  }
}

const SCORES = { engagement: 'd’engagement', fit: 'de profil', total: 'total' }

function inFrench(trigger: Trigger): string {
  switch (trigger.on) {
    case 'event':
      return `Quand ${quoted(trigger.event, 'fr')} se produit`
    case 'segment':
      return `Quand un contact ${trigger.change === 'entered' ? 'entre dans' : 'quitte'} le segment ${quoted(trigger.segment, 'fr')}`
    case 'schedule':
      return `À ${quoted(trigger.cron ?? trigger.rrule ?? '…', 'fr')}, tout le segment ${quoted(trigger.segment, 'fr')}`
    case 'date':
      return `${dateInWords(trigger, 'fr')}${trigger.at === undefined ? '' : ` à ${trigger.at}`}`
    case 'score':
      return `Quand le score ${SCORES[trigger.of]} ${trigger.direction === 'down' ? 'passe sous' : 'atteint'} ${trigger.crosses}`
    case 'stage':
      return `Quand l’étape devient ${trigger.becomes}`
    case 'returned':
      return `Quand les commerciaux rendent le lead${trigger.reasons?.length ? ` (${trigger.reasons.join(', ')})` : ''}`
  }
}

function dateInWords({ attribute, offset }: Trigger & { on: 'date' }, language: Language): string {
  const field = quoted(attribute, language)
  const isMoved = offset !== undefined && durationInWords(offset, 'en') !== '0 days'
  const words = isMoved
    ? `${offsetInWords(offset, language)} ${field}`
    : { en: `On ${field}`, fr: `À la date ${field}` }[language]
  return words.charAt(0).toUpperCase() + words.slice(1)
}
