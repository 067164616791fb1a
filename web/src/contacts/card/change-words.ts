import type { TimelineItem } from '@couveuse/shared/api/timeline'
import { BANT, CONSENT_STATES, STAGES } from '@couveuse/shared/contract/words'
import type { TFunction } from 'i18next'
import type { Format } from '../../ui/format.ts'
import { attributeWords } from '../attribute-words.ts'
import { shownValue, typeOfField } from './field-value.ts'

type Value = Extract<TimelineItem, { readonly type: 'change' }>['from']

const CONTACT = [
  'email',
  'phone',
  'firstName',
  'lastName',
  'title',
  'language',
  'timezone',
  'country',
  'city',
  'source',
  'createdAt',
  'owner',
  'buyingRole',
  'tags',
  'lists',
] as const
const ACCOUNT = ['name', 'domain', 'industry', 'employees', 'revenue', 'country'] as const

/** A field of FLOW-DSL §3 as people call it: `contact.city` is "City", `consent.email` is "Consent: email". */
export function fieldWords(field: string, t: TFunction<'contacts'>): string {
  const dot = field.indexOf('.')
  const [prefix, name] = dot === -1 ? [field, ''] : [field.slice(0, dot), field.slice(dot + 1)]
  switch (prefix) {
    case 'contact': {
      const known = CONTACT.find((one) => one === name)
      return known ? t(`card.fields.${known}`) : attributeWords(name)
    }
    case 'account': {
      const known = ACCOUNT.find((one) => one === name)
      return `${t('card.account.title')} · ${known ? t(`card.accountFields.${known}`) : attributeWords(name)}`
    }
    case 'bant': {
      const known = BANT.find((one) => one === name)
      return `${t('card.changedFields.bant')} · ${known ? t(`card.bant.${known}`) : name}`
    }
    case 'consent':
      return `${t('card.changedFields.consent')} · ${name}`
    case 'stage':
    case 'suppressed':
      return t(`card.changedFields.${prefix}`)
    default:
      return field
  }
}

export interface ChangeWords {
  readonly t: TFunction<'contacts'>
  readonly ui: TFunction<'ui'>
  readonly format: Format
}

/** A value before or after a change, as people read it. */
export function changeWords(field: string, value: Value, { t, ui, format }: ChangeWords): string {
  if (value === null) return t('card.details.none')
  const stage = field === 'stage' && STAGES.find((one) => one === value)
  if (stage) return ui(`stage.${stage}`)
  const consent = field.startsWith('consent.') && CONSENT_STATES.find((one) => one === value)
  if (consent) return t(`card.consent.${consent}`)
  const words = { yes: t('card.details.yes'), no: t('card.details.no') }
  return shownValue(value, typeOfField(field, value, {}), format, words) || '–'
}
