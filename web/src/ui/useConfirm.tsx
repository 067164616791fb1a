import { Text } from '@mantine/core'
import { useModals } from '@mantine/modals'
import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'

export interface ConfirmQuestion {
  readonly title?: string
  /** what will happen, and whether it can be undone */
  readonly text: ReactNode
  /** the verb of what will happen: "Delete the flow" rather than "OK" */
  readonly confirm: string
  /** for what cannot be undone; the cautious answer then has the focus */
  readonly isDangerous?: boolean
}

/** Asks before something that has consequences: `if (await confirm({ … })) …`. Closing the dialog is a no. */
export function useConfirm(): (question: ConfirmQuestion) => Promise<boolean> {
  const modals = useModals()
  const { t } = useTranslation('ui')
  return useCallback(
    ({ title, text, confirm, isDangerous = false }) =>
      new Promise((resolve) => {
        modals.openConfirmModal({
          title: title ?? t('dialog.confirmTitle'),
          children: typeof text === 'string' ? <Text>{text}</Text> : text,
          labels: { confirm, cancel: t('cancel') },
          confirmProps: { ...(isDangerous ? { color: 'red' } : { 'data-autofocus': true }) },
          cancelProps: { ...(isDangerous ? { 'data-autofocus': true } : {}) },
          onConfirm: () => resolve(true),
          onClose: () => resolve(false),
        })
      }),
    [modals, t],
  )
}
