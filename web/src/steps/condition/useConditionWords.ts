import type { Condition } from '@couveuse/shared/conditions/schema'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/useFormat.ts'
import { useEditing, useEventNames } from '../editing.ts'
import { conditionInWords } from './in-words.ts'

/** Says a condition in the language on screen, with the names of this workspace and flow. */
export function useConditionWords(): (condition: Condition, on?: 'contact' | 'event') => string {
  const { t } = useTranslation('steps')
  const { t: tUi } = useTranslation('ui')
  const { workspace, flow } = useEditing()
  const events = useEventNames()
  const format = useFormat()
  return useCallback(
    (condition, on) => conditionInWords(condition, { workspace, flow, events, t, tUi, format }, on),
    [workspace, flow, events, t, tUi, format],
  )
}
