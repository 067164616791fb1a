import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

export interface ZoneFieldProps {
  readonly label?: string
  /** IANA name, `flow` where that is offered, or empty for the default */
  readonly value: string
  readonly onChange: (zone: string) => void
  /** what an empty value means, shown as a choice of its own */
  readonly defaultLabel?: string
  /** offers "the flow's" (`flow`, fine print 93) */
  readonly withFlow?: boolean
  readonly error?: string | undefined
  readonly disabled?: boolean
}

const DEFAULT = 'default'

/** A time zone by its IANA name, found by typing a part of it. */
export function ZoneField({ label, value, onChange, defaultLabel, withFlow = false, error, disabled }: ZoneFieldProps) {
  const { t } = useTranslation('ui')
  const zones = useMemo(() => {
    const names = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])
    if (value && value !== 'flow') names.add(value)
    return [...names].map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))
  }, [value])
  const special = [
    ...(defaultLabel ? [{ value: DEFAULT, label: defaultLabel }] : []),
    ...(withFlow ? [{ value: 'flow', label: t('window.zoneOfFlow') }] : []),
  ]
  return (
    <Select
      label={label ?? t('window.zone')}
      data={[...special, ...zones]}
      value={value || (defaultLabel ? DEFAULT : null)}
      onChange={(chosen) => onChange(chosen === null || chosen === DEFAULT ? '' : chosen)}
      searchable
      limit={60}
      allowDeselect={false}
      error={error}
      disabled={disabled ?? false}
      nothingFoundMessage="–"
    />
  )
}
