import { type DecideMessages, decidedMessagesSchema, type MessageDecision } from '@couveuse/shared/api/messages'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api-client.ts'
import { healthKey } from '../../app/shell/health.ts'
import { useConfirm } from '../../ui/useConfirm.tsx'
import { useNotify } from '../../ui/useNotify.ts'

/** What a decision is about, and how many messages that is, where it is known. */
export type Chosen = Pick<DecideMessages, 'ids' | 'all'>

/** Asks where the decision cannot be taken back, tells the server, and says what came of it. */
export function useDecide() {
  const { t } = useTranslation('outbox')
  const confirm = useConfirm()
  const notify = useNotify()
  const queries = useQueryClient()
  const deciding = useMutation({
    mutationFn: (body: DecideMessages) =>
      request({ method: 'POST', path: '/api/messages/decisions', body, schema: decidedMessagesSchema }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['messages'] }),
        queries.invalidateQueries({ queryKey: healthKey }),
      ]),
  })

  async function decide(decision: MessageDecision, chosen: Chosen): Promise<boolean> {
    const isOne = chosen.ids?.length === 1
    const isSure =
      decision === 'hold' ||
      (isOne && decision !== 'resend') ||
      (await confirm({
        title: t(`decide.sure.${decision}`),
        text: t(`decide.sureText.${decision}`),
        confirm: t(`decide.${decision}`),
        isDangerous: decision === 'give_up',
      }))
    if (!isSure) return false
    try {
      const { applied } = await deciding.mutateAsync({ ...chosen, decision })
      notify.done(t(`decide.done.${decision}`, { count: applied }))
      return true
    } catch (error) {
      notify.failed(t('decide.failed'), error)
      return false
    }
  }
  return { decide, isDeciding: deciding.isPending }
}
