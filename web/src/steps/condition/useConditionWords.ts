import { describeCondition, describeWhere } from '@couveuse/shared/conditions/describe'
import type { Condition } from '@couveuse/shared/conditions/schema'
import { useCallback } from 'react'
import { useLanguage } from '../../app/i18n/useLanguage.ts'

/** Says a condition, or the `where` of an event, in the language on screen. */
export function useConditionWords(): (condition: Condition, on?: 'contact' | 'event') => string {
  const { language } = useLanguage()
  return useCallback(
    (condition, on) => (on === 'event' ? describeWhere(condition, language) : describeCondition(condition, language)),
    [language],
  )
}
