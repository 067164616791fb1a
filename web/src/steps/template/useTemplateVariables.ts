import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing, useEventNames } from '../editing.ts'
import { type TemplateVariable, templateVariables, type VariableGroup } from './variables.ts'

/** What templates of the flow at hand may print, by group. */
export function useTemplateVariables(): ReadonlyMap<VariableGroup, readonly TemplateVariable[]> {
  const { t } = useTranslation('steps')
  const { workspace, flow } = useEditing()
  const events = useEventNames()
  return useMemo(() => templateVariables({ workspace, flow, events, t }), [workspace, flow, events, t])
}
