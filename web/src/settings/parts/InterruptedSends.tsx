import type { EditableSettings } from '@couveuse/shared/api/settings'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { settingsQuery } from '../queries.ts'

const POLICIES = ['hold', 'resend'] as const
type Policy = EditableSettings['interruptedSends']

/** What becomes of a message when nobody knows whether it arrived. */
export function InterruptedSends({ value, onChange }: { value: Policy; onChange: (policy: Policy) => void }) {
  const { t } = useTranslation('settings')
  const { data } = useQuery(settingsQuery)
  const usual = data?.delivery.interruptedSends ?? 'hold'
  return (
    <Panel title={t('interrupted.title')} description={t('interrupted.text')}>
      <Select
        label={t('interrupted.label')}
        maw={420}
        allowDeselect={false}
        data={[
          { value: '', label: t('interrupted.usual', { policy: t(`interrupted.${usual}`) }) },
          ...POLICIES.map((policy) => ({ value: policy, label: t(`interrupted.${policy}`) })),
        ]}
        value={value ?? ''}
        onChange={(chosen) => onChange(POLICIES.find((policy) => policy === chosen))}
      />
    </Panel>
  )
}
