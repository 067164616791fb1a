import { MESSAGE_CHANNELS } from '@couveuse/shared/contract/words'
import type { PressureCap } from '@couveuse/shared/flow/settings'
import { Checkbox, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DurationField } from '../../ui/DurationField.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TimeOfDayField } from '../../ui/TimeOfDayField.tsx'
import { InterruptedSends } from '../parts/InterruptedSends.tsx'
import { Rows } from '../parts/Rows.tsx'
import { SettingsForm } from '../parts/SettingsForm.tsx'

const PERIODS = ['day', 'week', 'month'] as const
const isPeriod = (per: string): boolean => PERIODS.some((period) => period === per)

/** When and how often anybody may be written to, over all flows (FLOW-DSL §6). */
export function SendingSection() {
  const { t } = useTranslation('settings')
  return (
    <SettingsForm>
      {(settings, change) => {
        const { quietHours } = settings
        return (
          <>
            <Panel title={t('quiet.title')} description={t('quiet.text')}>
              <Switch
                label={t('quiet.switch')}
                checked={quietHours !== undefined}
                onChange={(event) =>
                  change({ quietHours: event.currentTarget.checked ? { from: '20:00', to: '08:00' } : undefined })
                }
                mb={quietHours ? 'md' : 0}
              />
              {quietHours && (
                <div style={{ display: 'flex', gap: '1rem' }}>
                  <TimeOfDayField
                    label={t('quiet.from')}
                    value={quietHours.from}
                    onChange={(from) => change({ quietHours: { ...quietHours, from } })}
                  />
                  <TimeOfDayField
                    label={t('quiet.to')}
                    value={quietHours.to}
                    onChange={(to) => change({ quietHours: { ...quietHours, to } })}
                  />
                </div>
              )}
            </Panel>
            <Panel title={t('pressure.title')} description={t('pressure.text')}>
              <Rows
                items={settings.pressure}
                onChange={(pressure) => change({ pressure: [...pressure] })}
                blank={(): PressureCap => ({ max: 3, per: 'P7D' })}
                addLabel={t('pressure.add')}
                name={(_, index) => t('pressure.name', { number: index + 1 })}
              >
                {(cap, edit) => (
                  <>
                    <NumberInput
                      label={t('pressure.max')}
                      w={120}
                      min={1}
                      allowDecimal={false}
                      value={cap.max}
                      onChange={(max) => typeof max === 'number' && edit({ max })}
                    />
                    <Select
                      label={t('pressure.per')}
                      w={190}
                      allowDeselect={false}
                      data={[
                        ...PERIODS.map((period) => ({ value: period, label: t(`pressure.period.${period}`) })),
                        { value: 'span', label: t('pressure.span') },
                      ]}
                      value={isPeriod(cap.per) ? cap.per : 'span'}
                      onChange={(per) => edit({ per: per === null || per === 'span' ? 'P7D' : per })}
                    />
                    {!isPeriod(cap.per) && (
                      <DurationField label={t('pressure.length')} value={cap.per} onChange={(per) => edit({ per })} />
                    )}
                    <Select
                      label={t('pressure.channel')}
                      w={170}
                      allowDeselect={false}
                      data={[
                        { value: '', label: t('pressure.allChannels') },
                        ...MESSAGE_CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) })),
                      ]}
                      value={cap.channel ?? ''}
                      onChange={(chosen) => edit({ channel: MESSAGE_CHANNELS.find((channel) => channel === chosen) })}
                    />
                  </>
                )}
              </Rows>
            </Panel>
            <InterruptedSends
              value={settings.interruptedSends}
              onChange={(interruptedSends) => change({ interruptedSends })}
            />
            <Panel title={t('consent.title')} description={t('consent.text')}>
              <Switch
                label={t('consent.switch')}
                description={t('consent.hint')}
                checked={settings.acceptUnknownConsent}
                onChange={(event) => change({ acceptUnknownConsent: event.currentTarget.checked })}
              />
            </Panel>
            <Panel title={t('topics.title')} description={t('topics.text')}>
              <Rows
                items={Object.entries(settings.topics).map(([key, { transactional }]) => ({ key, transactional }))}
                onChange={(rows) =>
                  change({ topics: Object.fromEntries(rows.map(({ key, transactional }) => [key, { transactional }])) })
                }
                blank={() => ({ key: `topic-${Object.keys(settings.topics).length + 1}`, transactional: false })}
                addLabel={t('topics.add')}
                name={({ key }) => key}
              >
                {({ key, transactional }, edit) => (
                  <>
                    <TextInput
                      label={t('topics.key')}
                      value={key}
                      onChange={(event) => edit({ key: event.currentTarget.value })}
                    />
                    <Checkbox
                      label={t('topics.transactional')}
                      checked={transactional}
                      onChange={(event) => edit({ transactional: event.currentTarget.checked })}
                      pb={8}
                    />
                  </>
                )}
              </Rows>
            </Panel>
          </>
        )
      }}
    </SettingsForm>
  )
}
