import type { Step } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { useLanguage } from '../../app/i18n/useLanguage.ts'

/** A step in one line of words, in the language on screen. Put the names people know in the place of keys first. */
export function useStepWords(): (step: Step) => string {
  const { language } = useLanguage()
  return (step) => kindOf(step).describe(step, language)
}
