import { CONTACT_SORTS } from '@couveuse/shared/api/contacts'
import { STAGES, TEMPERATURES } from '@couveuse/shared/contract/words'
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SearchField } from '../../ui/SearchField.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import type { ContactsSearch } from '../search.ts'

export interface ContactFiltersProps {
  readonly search: ContactsSearch
  readonly onChange: (change: Partial<ContactsSearch>) => void
  readonly total: number | undefined
}

/** Search, stage, temperature and order of the list. */
export function ContactFilters({ search, onChange, total }: ContactFiltersProps) {
  const { t } = useTranslation('contacts')
  const { t: ui } = useTranslation('ui')
  return (
    <Toolbar label={t('filters')} end={total !== undefined && t('count', { count: total })}>
      <SearchField
        label={t('search')}
        placeholder={t('searchIn')}
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined })}
      />
      <Select
        aria-label={t('stage')}
        w={172}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyStage') },
          ...STAGES.map((stage) => ({ value: stage, label: ui(`stage.${stage}`) })),
        ]}
        value={search.stage ?? ''}
        onChange={(chosen) => onChange({ stage: STAGES.find((stage) => stage === chosen) })}
      />
      <Select
        aria-label={t('temperature')}
        w={152}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyTemperature') },
          ...TEMPERATURES.map((one) => ({ value: one, label: ui(`temperature.${one}`) })),
        ]}
        value={search.temperature ?? ''}
        onChange={(chosen) => onChange({ temperature: TEMPERATURES.find((one) => one === chosen) })}
      />
      <Select
        aria-label={t('sort')}
        w={172}
        allowDeselect={false}
        data={CONTACT_SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        value={search.sort ?? 'newest'}
        onChange={(chosen) => onChange({ sort: CONTACT_SORTS.find((sort) => sort === chosen) })}
      />
    </Toolbar>
  )
}
