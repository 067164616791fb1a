import { describeStep } from '@couveuse/shared/flow/describe'
import type { Flow } from '@couveuse/shared/flow/schema'
import { quoted } from '@couveuse/shared/kinds/phrases'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/useLanguage.ts'
import { eventName } from '../../steps/condition/event-name.ts'
import { withNames } from '../../steps/with-names.ts'
import { emptyWorkspace, messageName, workspaceQuery } from '../../steps/workspace.ts'
import { stepName } from '../../ui/step-look.ts'

type Steps = Flow['steps']

/** Says what a step of a published flow does, in one line; messages and flows by their names once these are known. */
export function useStepWords(steps: Steps | undefined): (step: Steps[string]) => string {
  const { t } = useTranslation('steps')
  const { language } = useLanguage()
  const { data: workspace = emptyWorkspace } = useQuery(workspaceQuery)
  return (step) =>
    describeStep(
      withNames(step, {
        message: (key) => messageName(workspace, key),
        event: (name) => {
          const words = eventName(name, t)
          return words === name ? name : quoted(words, language)
        },
        step: (id) => {
          const named = steps?.[id]
          return named ? named.label?.trim() || stepName(named.kind, language) : id
        },
        flow: (key) => workspace.flows.find((flow) => flow.key === key)?.name ?? key,
      }),
      language,
    )
}
