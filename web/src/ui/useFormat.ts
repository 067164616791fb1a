import { useLanguage } from '../app/i18n/useLanguage.ts'
import { type Format, formatFor } from './format.ts'

/** Numbers, dates and durations in the language on screen. */
export function useFormat(): Format {
  return formatFor(useLanguage().language)
}
