import { Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { type FlowFile, readFlowFile } from '../read-flow-file.ts'
import classes from './FlowFileField.module.css'

const FLOW_FILE_MOST = 5_000_000

export interface FlowFileFieldProps {
  readonly file: FlowFile | undefined
  readonly onFile: (file: FlowFile) => void
  readonly error: string | undefined
}

/** Takes a JSON file and says what stands in it before anything is sent. */
export function FlowFileField({ file, onFile, error }: FlowFileFieldProps) {
  const { t } = useTranslation('flows')
  return (
    <div>
      <FileDrop
        kind="json"
        label={t('create.drop')}
        most={FLOW_FILE_MOST}
        onFile={(chosen) => void chosen.text().then((text) => onFile(readFlowFile(text)))}
      />
      <div aria-live="polite">
        {file?.type === 'flow' && (
          <p className={classes.found}>
            <IconCheck size={16} stroke={2} aria-hidden />
            {t('create.found', { name: file.name, count: file.steps })}
          </p>
        )}
        {file?.type === 'not_json' && (
          <Text c="red" size="sm">
            {t('create.notJson', { message: file.message })}
          </Text>
        )}
        {file?.type === 'not_flow' && (
          <Text c="red" size="sm">
            {t('create.notFlow')}
          </Text>
        )}
        {error && (
          <Text c="red" size="sm">
            {error}
          </Text>
        )}
      </div>
    </div>
  )
}
