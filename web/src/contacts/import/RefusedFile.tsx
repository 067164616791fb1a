import { Alert, Button, Code } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { errorWords } from '../../ui/error-text.ts'

const advised = [
  'invalid_utf8',
  'csv_broken',
  'csv_empty',
  'csv_wrong_columns',
  'csv_wrong_mapping',
  'body_too_large',
] as const

/** Why a file as a whole was not taken, where, and what to do. */
export function RefusedFile({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  const { text, detail, code, path } = errorWords(error, ui)
  const advice = advised.find((one) => one === code)
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={advice ? text : t('import.refused')}
    >
      {advice ? t(`import.advice.${advice}`) : text}
      {detail && <div lang="en">{detail}</div>}
      {path && <Code mt={4}>{path}</Code>}
      {!advice && (
        <div>
          <Button variant="default" size="xs" mt="sm" onClick={onRetry}>
            {ui('retry')}
          </Button>
        </div>
      )}
    </Alert>
  )
}
