import { RETURN_REASONS } from '@couveuse/shared/contract/words'
import type { TFunction } from 'i18next'

/** Why a lead was given back, in words where the reason is one of the five; a lost one has words of its own. */
export function reasonWords(reason: string, t: TFunction<'sales'>): string {
  const known = RETURN_REASONS.find((one) => one === reason)
  return known ? t(`story.reasons.${known}`) : reason
}
