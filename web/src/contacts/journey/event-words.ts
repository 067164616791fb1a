import { BUILT_IN_EVENTS, RETURN_REASONS } from '@couveuse/shared/contract/words'
import type { TFunction } from 'i18next'

/** An event as half a sentence: "a link in an e-mail was clicked"; one the product does not know is told by its name. */
export function eventWords(event: string, t: TFunction<'contacts'>): string {
  const known = BUILT_IN_EVENTS.find((name) => name === event)
  return known ? t(`journey.event.${known}`) : t('journey.event.other', { event })
}

/** Why sales gave a lead back, in words where the reason is one of the five. */
export function returnReason(reason: string, t: TFunction<'contacts'>): string {
  const known = RETURN_REASONS.find((one) => one === reason)
  return known ? t(`journey.reason.${known}`) : reason
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
