import type { FlowSummary } from '@couveuse/shared/api/flows'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '../ui/useConfirm.tsx'
import { useNotify } from '../ui/useNotify.ts'
import { ResumeDialog } from './parts/ResumeDialog.tsx'
import { useDeleteFlow, usePauseFlow } from './queries.ts'

export interface FlowActions {
  pause(flow: FlowSummary): Promise<void>
  resume(flow: FlowSummary): void
  copy(flow: FlowSummary): void
  remove(flow: FlowSummary): Promise<void>
}

/** The actions of the list, with the questions they ask first; `dialogs` has to be on the page. */
export function useFlowActions(): { readonly actions: FlowActions; readonly dialogs: ReactNode } {
  const { t } = useTranslation('flows')
  const confirm = useConfirm()
  const notify = useNotify()
  const navigate = useNavigate()
  const pausing = usePauseFlow()
  const deleting = useDeleteFlow()
  const [resumed, setResumed] = useState<FlowSummary>()

  const actions: FlowActions = {
    async pause({ key, name, counts }) {
      const isSure = await confirm({
        title: t('pause.title', { name }),
        text: t('pause.text', { count: counts.open }),
        confirm: t('pause.confirm'),
      })
      if (!isSure) return
      pausing.mutate(key, {
        onSuccess: () => notify.done(t('pause.done', { name })),
        onError: (error) => notify.failed(t('pause.failed', { name }), error),
      })
    },
    resume: setResumed,
    copy: ({ key }) => void navigate({ to: '/flows', search: (now) => ({ ...now, create: 'copy', of: key }) }),
    async remove({ key, name, status, counts }) {
      const isSure = await confirm({
        title: t('delete.title', { name }),
        text:
          counts.open > 0
            ? t('delete.inUse', { count: counts.open })
            : t(status === 'draft' ? 'delete.draft' : 'delete.published'),
        confirm: t('delete.confirm'),
        isDangerous: true,
      })
      if (!isSure) return
      deleting.mutate(key, {
        onSuccess: () => notify.done(t('delete.done', { name })),
        onError: (error) => notify.failed(t('delete.failed', { name }), error),
      })
    },
  }
  return {
    actions,
    dialogs: resumed && <ResumeDialog flow={resumed} onClose={() => setResumed(undefined)} />,
  }
}
