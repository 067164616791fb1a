import type { EnrollmentAction, EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { useTranslation } from 'react-i18next'
import { type ConfirmQuestion, useConfirm } from '../../ui/useConfirm.tsx'
import { useNotify } from '../../ui/useNotify.ts'
import { useActOnEnrollment } from '../queries.ts'

/** Removes, retries, skips or ends a trip, asking first where it cannot be undone. */
export function useTripActions(
  { id, flowName, stepLabel, step, contact }: EnrollmentSummary,
  name: string,
): { readonly act: (action: EnrollmentAction) => Promise<void>; readonly isPending: boolean } {
  const { t } = useTranslation('contacts')
  const confirm = useConfirm()
  const notify = useNotify()
  const acting = useActOnEnrollment(contact.id)

  const questions: Record<Exclude<EnrollmentAction, 'retry'>, ConfirmQuestion> = {
    remove: {
      title: t('journey.action.confirmRemove', { name, flow: flowName }),
      text: t('journey.action.confirmRemoveText'),
      confirm: t('journey.action.removeButton'),
      isDangerous: true,
    },
    end: {
      title: t('journey.action.confirmEnd', { name, flow: flowName }),
      text: t('journey.action.confirmEndText'),
      confirm: t('journey.action.endButton'),
      isDangerous: true,
    },
    skip: {
      title: t('journey.action.confirmSkip', { step: stepLabel ?? step ?? '' }),
      text: t('journey.action.confirmSkipText'),
      confirm: t('journey.action.skipButton'),
    },
  }
  return {
    isPending: acting.isPending,
    async act(action) {
      if (action !== 'retry' && !(await confirm(questions[action]))) return
      acting.mutate(
        { enrollment: id, action },
        {
          onSuccess: () => notify.done(t('journey.action.done')),
          onError: (error) => notify.failed(t('journey.action.failed'), error),
        },
      )
    },
  }
}
