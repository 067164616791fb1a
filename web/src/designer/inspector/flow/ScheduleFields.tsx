import type { Trigger } from '@couveuse/shared/flow/triggers'
import { Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/i18n/useLanguage.ts'
import { oneOf } from '../../../steps/one-of.ts'
import { FormField } from '../../../steps/parts/FormField.tsx'
import { patch, textOrNothing } from '../../../steps/patch.ts'
import { TimeOfDayField } from '../../../ui/TimeOfDayField.tsx'
import { weekdayName, weekdays } from '../../../ui/time-window.ts'
import { ZoneField } from '../../../ui/ZoneField.tsx'
import { cronOf, readCron, rhythms } from './cron-form.ts'

type Schedule = Extract<Trigger, { on: 'schedule' }>

export interface ScheduleFieldsProps {
  readonly trigger: Schedule
  readonly onChange: (trigger: Schedule) => void
  readonly field: string
}

/** When a schedule fires: every day, week or month in plain fields; anything else as cron or as a recurrence rule. */
export function ScheduleFields({ trigger, onChange, field }: ScheduleFieldsProps) {
  const { t } = useTranslation('designer')
  const { language } = useLanguage()
  const plain = trigger.rrule === undefined ? readCron(trigger.cron ?? '') : undefined
  const form = plain?.every ?? (trigger.rrule === undefined ? 'cron' : 'rrule')
  const setCron = (cron: string): void => onChange(patch(trigger, { cron, rrule: undefined }))
  return (
    <>
      <Select
        label={t('schedule.every')}
        allowDeselect={false}
        value={form}
        onChange={(chosen) => {
          const every = oneOf(rhythms, chosen ?? '')
          if (every)
            setCron(
              cronOf({
                every,
                at: plain?.at ?? '09:00',
                day: plain?.every === every ? plain.day : every === 'month' ? '1' : 'mon',
              }),
            )
          else if (chosen === 'rrule')
            onChange(patch(trigger, { cron: undefined, rrule: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0' }))
          else setCron(trigger.cron === undefined || plain ? '0 9 1,15 * *' : trigger.cron)
        }}
        data={[...rhythms, 'cron' as const, 'rrule' as const].map((one) => ({
          value: one,
          label: t(`schedule.${one}`),
        }))}
      />
      {plain && plain.every === 'week' && (
        <Select
          label={t('schedule.weekday')}
          allowDeselect={false}
          value={plain.day}
          onChange={(day) => setCron(cronOf({ ...plain, day: day ?? 'mon' }))}
          data={weekdays.map((day) => ({ value: day, label: weekdayName(day, language, 'long') }))}
        />
      )}
      {plain && plain.every === 'month' && (
        <Select
          label={t('schedule.date')}
          allowDeselect={false}
          value={plain.day}
          onChange={(day) => setCron(cronOf({ ...plain, day: day ?? '1' }))}
          data={Array.from({ length: 28 }, (_, index) => String(index + 1))}
        />
      )}
      {plain && (
        <TimeOfDayField
          label={t('schedule.at')}
          value={plain.at}
          onChange={(at) => /^\d\d:\d\d$/.test(at) && setCron(cronOf({ ...plain, at }))}
        />
      )}
      {form === 'cron' && (
        <FormField field={`${field}.cron`}>
          {(error) => (
            <TextInput
              label={t('schedule.cronText')}
              description={t('schedule.cronHint')}
              error={error}
              spellCheck={false}
              value={trigger.cron ?? ''}
              onChange={(event) => setCron(event.currentTarget.value)}
            />
          )}
        </FormField>
      )}
      {form === 'rrule' && (
        <FormField field={`${field}.rrule`}>
          {(error) => (
            <TextInput
              label={t('schedule.rruleText')}
              description={t('schedule.rruleHint')}
              error={error}
              spellCheck={false}
              value={trigger.rrule ?? ''}
              onChange={(event) => onChange({ ...trigger, rrule: event.currentTarget.value })}
            />
          )}
        </FormField>
      )}
      <FormField field={`${field}.timezone`}>
        {(error) => (
          <ZoneField
            value={trigger.timezone ?? ''}
            defaultLabel={t('schedule.zoneOfFlow')}
            onChange={(zone) => onChange(patch(trigger, { timezone: textOrNothing(zone) }))}
            error={error}
          />
        )}
      </FormField>
    </>
  )
}
