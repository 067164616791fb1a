import type { Retention } from '@couveuse/shared/flow/settings'
import { NumberInput, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { SettingsForm } from '../parts/SettingsForm.tsx'

/** Days that are offered first, and the fewest that are taken. */
const KINDS = {
  historyDays: { usual: 730, least: 7 },
  eventDays: { usual: 730, least: 30 },
  bodyDays: { usual: 365, least: 1 },
} as const satisfies Record<keyof Retention, { usual: number; least: number }>
const NAMES: readonly (keyof Retention)[] = ['historyDays', 'eventDays', 'bodyDays']

/** How long is kept what no flow reads any more; for ever, unless somebody says otherwise. */
export function KeepingSection() {
  const { t } = useTranslation('settings')
  return (
    <SettingsForm>
      {(settings, change) => {
        const { retention } = settings
        const keep = (part: Partial<Retention>): void => change({ retention: { ...retention, ...part } })
        return (
          <>
            {NAMES.map((name) => {
              const days = retention[name]
              const { usual, least } = KINDS[name]
              return (
                <Panel key={name} title={t(`keeping.${name}.title`)} description={t(`keeping.${name}.text`)}>
                  <Switch
                    label={t('keeping.switch')}
                    aria-label={`${t(`keeping.${name}.title`)}: ${t('keeping.switch')}`}
                    checked={days !== null}
                    onChange={(event) => keep({ [name]: event.currentTarget.checked ? usual : null })}
                    mb={days === null ? 0 : 'md'}
                  />
                  {days !== null && (
                    <NumberInput
                      label={t('keeping.days')}
                      aria-label={`${t(`keeping.${name}.title`)}: ${t('keeping.days')}`}
                      w={200}
                      min={least}
                      max={36_500}
                      allowDecimal={false}
                      clampBehavior="blur"
                      value={days}
                      onChange={(value) => typeof value === 'number' && keep({ [name]: value })}
                    />
                  )}
                </Panel>
              )
            })}
            <Panel title={t('keeping.stays.title')}>{t('keeping.stays.text')}</Panel>
          </>
        )
      }}
    </SettingsForm>
  )
}
