import { BUILT_IN_EVENTS } from '@couveuse/shared/contract/words'
import type { TFunction } from 'i18next'

/** An event in a marketer's words where the product knows it, else by the name it comes under. */
export function eventName(name: string, t: TFunction<'steps'>): string {
  const known = BUILT_IN_EVENTS.find((one) => one === name)
  return known ? t(`condition.events.${known}`) : name
}
