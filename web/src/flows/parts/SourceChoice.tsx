import { Radio } from '@mantine/core'
import { IconCopy, IconFileImport, IconPencilPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FLOW_SOURCES, type FlowSource } from '../search.ts'
import classes from './SourceChoice.module.css'

const icons = { empty: IconPencilPlus, copy: IconCopy, file: IconFileImport } satisfies Record<FlowSource, unknown>

export interface SourceChoiceProps {
  readonly value: FlowSource
  readonly onChange: (source: FlowSource) => void
  readonly canCopy: boolean
}

/** What a new flow starts from, as three cards. */
export function SourceChoice({ value, onChange, canCopy }: SourceChoiceProps) {
  const { t } = useTranslation('flows')
  return (
    <Radio.Group
      label={t('create.how')}
      value={value}
      onChange={(chosen) => onChange(FLOW_SOURCES.find((source) => source === chosen) ?? 'empty')}
    >
      <div className={classes.cards}>
        {FLOW_SOURCES.map((source) => {
          const Icon = icons[source]
          return (
            <Radio.Card
              key={source}
              value={source}
              className={classes.card ?? ''}
              radius="md"
              disabled={source === 'copy' && !canCopy}
            >
              <Icon size={20} stroke={1.6} aria-hidden />
              <span className={classes.label}>{t(`create.${source}`)}</span>
              <span className={classes.hint}>{t(`create.${source}Hint`)}</span>
            </Radio.Card>
          )
        })}
      </div>
    </Radio.Group>
  )
}
