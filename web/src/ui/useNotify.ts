import { notifications } from '@mantine/notifications'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { errorWords } from './error-text.ts'

export interface Notify {
  /** something the visitor asked for was done */
  done(text: string): void
  /** something the visitor asked for was not done; `what` says what, the error says why */
  failed(what: string, error: unknown): void
}

const LONGER = 12_000

/** Short messages at the edge of the window, for what is not seen on the page itself. */
export function useNotify(): Notify {
  const { t } = useTranslation('ui')
  return useMemo(
    () => ({
      done: (text) => {
        notifications.show({ message: text, color: 'green' })
      },
      failed: (what, error) => {
        const { text, detail } = errorWords(error, t)
        notifications.show({ title: what, message: detail ?? text, color: 'red', autoClose: LONGER })
      },
    }),
    [t],
  )
}
