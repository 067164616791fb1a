import { Button, Title, type TitleOrder } from '@mantine/core'
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ErrorState.module.css'
import { errorWords } from './error-text.ts'

export interface ErrorStateProps {
  readonly error: unknown
  readonly title?: string
  /** before the error's own words */
  readonly text?: ReactNode
  readonly onRetry?: () => void
  readonly titleOrder?: TitleOrder
}

/** What stands in the place of what could not be loaded: the reason in words, the code to pass on, and another try. */
export function ErrorState({ error, title, text, onRetry, titleOrder = 2 }: ErrorStateProps) {
  const { t } = useTranslation('ui')
  const words = errorWords(error, t)
  return (
    <div className={classes.error} role="alert">
      <div className={classes.egg}>
        <IconAlertTriangle size={24} stroke={1.6} aria-hidden />
      </div>
      <Title order={titleOrder} size="h2">
        {title ?? t('error.title')}
      </Title>
      {text && <p className={classes.text}>{text}</p>}
      <p className={classes.text}>{words.text}</p>
      {words.detail && <p className={classes.detail}>{words.detail}</p>}
      {(words.code || words.path) && (
        <dl className={classes.facts}>
          {words.code && (
            <div>
              <dt>{t('error.code')}</dt>
              <dd>{words.code}</dd>
            </div>
          )}
          {words.path && (
            <div>
              <dt>{t('error.path')}</dt>
              <dd>{words.path}</dd>
            </div>
          )}
        </dl>
      )}
      {onRetry && (
        <Button mt="md" variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
