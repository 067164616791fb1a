import { MESSAGE_STATES, OUTBOX_CHANNELS } from '@couveuse/shared/api/messages'
import { Button, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { flowNamesQuery } from '../queries.ts'
import type { OutboxFilter } from '../search.ts'

export interface OutboxFiltersProps {
  readonly search: OutboxFilter
  readonly onChange: (change: Partial<OutboxFilter>) => void
  /** of the contact whose messages are shown, where it is known */
  readonly contactName: string | undefined
}

/** Channel, state, flow, and the contact somebody came from. */
export function OutboxFilters({ search, onChange, contactName }: OutboxFiltersProps) {
  const { t } = useTranslation('outbox')
  const { t: ui } = useTranslation('ui')
  const flows = useQuery(flowNamesQuery)
  const { channel, state, flow, contact } = search
  const known = flows.data ?? []
  // A flow that is gone, or not loaded yet, still filters: it is shown by its key.
  const names = flow && !known.some(({ key }) => key === flow) ? [...known, { key: flow, name: flow }] : known
  return (
    <Toolbar label={t('filters')}>
      <Select
        aria-label={t('channels')}
        w={170}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyChannel') },
          ...OUTBOX_CHANNELS.map((one) => ({ value: one, label: t(`channel.${one}`) })),
        ]}
        value={channel ?? ''}
        onChange={(chosen) => onChange({ channel: OUTBOX_CHANNELS.find((one) => one === chosen) })}
      />
      <Select
        aria-label={t('states')}
        w={170}
        allowDeselect={false}
        maxDropdownHeight={340}
        data={[
          { value: '', label: t('anyState') },
          ...MESSAGE_STATES.map((one) => ({ value: one, label: ui(`status.message.${one}`) })),
        ]}
        value={state ?? ''}
        onChange={(chosen) => onChange({ state: MESSAGE_STATES.find((one) => one === chosen) })}
      />
      <Select
        aria-label={t('flows')}
        w={250}
        allowDeselect={false}
        searchable={names.length > 8}
        data={[{ value: '', label: t('anyFlow') }, ...names.map(({ key, name }) => ({ value: key, label: name }))]}
        value={flow ?? ''}
        onChange={(chosen) => onChange({ flow: chosen || undefined })}
      />
      {contact && (
        <Button
          variant="light"
          rightSection={<IconX size={15} aria-hidden />}
          aria-label={`${t('ofContact', { name: contactName ?? contact })}. ${t('ofContactRemove')}`}
          title={t('ofContactRemove')}
          onClick={() => onChange({ contact: undefined })}
        >
          {t('ofContact', { name: contactName ?? contact })}
        </Button>
      )}
    </Toolbar>
  )
}
