import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/Panel.tsx'
import { TimeWindowField } from '../../ui/TimeWindowField.tsx'
import { ZoneField } from '../../ui/ZoneField.tsx'
import { SettingsForm } from '../parts/SettingsForm.tsx'

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Time zone and business hours of the workspace. */
export function GeneralSection() {
  const { t } = useTranslation('settings')
  return (
    <SettingsForm>
      {(settings, change) => (
        <>
          <Panel title={t('zone.title')} description={t('zone.text')}>
            <ZoneField
              label={t('zone.label')}
              value={settings.timezone}
              onChange={(timezone) => change({ timezone })}
            />
          </Panel>
          <Panel title={t('hours.title')} description={t('hours.text')}>
            <TimeWindowField
              label={t('hours.label')}
              value={settings.businessHours}
              onChange={(hours) =>
                change({
                  businessHours: {
                    days: hours?.days ?? [...EVERY_DAY],
                    from: hours?.from ?? '00:00',
                    to: hours?.to ?? '24:00',
                  },
                })
              }
            />
          </Panel>
        </>
      )}
    </SettingsForm>
  )
}
