import { MESSAGE_STATES, OUTBOX_CHANNELS } from '@couveuse/shared/api/messages'
import { CloseButton, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { contactNameQuery, flowNamesQuery } from '../queries.ts'
import type { OutboxSearch } from '../search.ts'
import classes from './List.module.css'

export interface MessageFiltersProps {
  readonly search: OutboxSearch
  readonly onChange: (change: Partial<OutboxSearch>) => void
}

/** Channel, state and flow; and the contact whose messages are shown, where somebody came from there. */
export function MessageFilters({ search, onChange }: MessageFiltersProps) {
  const { t } = useTranslation('outbox')
  const { t: ui } = useTranslation('ui')
  const flows = useQuery(flowNamesQuery)
  const { contact } = search
  const contactName = useQuery({ ...contactNameQuery(contact ?? ''), enabled: contact !== undefined })
  return (
    <Toolbar label={t('filters')}>
      <Select
        aria-label={t('state')}
        w={160}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyState') },
          ...MESSAGE_STATES.map((state) => ({ value: state, label: ui(`status.message.${state}`) })),
        ]}
        value={search.state ?? ''}
        onChange={(chosen) => onChange({ state: MESSAGE_STATES.find((state) => state === chosen) })}
      />
      <Select
        aria-label={t('channel')}
        w={170}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyChannel') },
          ...OUTBOX_CHANNELS.map((channel) => ({ value: channel, label: t(`channels.${channel}`) })),
        ]}
        value={search.channel ?? ''}
        onChange={(chosen) => onChange({ channel: OUTBOX_CHANNELS.find((channel) => channel === chosen) })}
      />
      <Select
        aria-label={t('flow')}
        w={220}
        allowDeselect={false}
        data={[
          { value: '', label: t('anyFlow') },
          ...(flows.data ?? []).map(({ key, name }) => ({ value: key, label: name })),
        ]}
        value={search.flow ?? ''}
        onChange={(chosen) => onChange({ flow: chosen || undefined })}
      />
      {contact !== undefined && (
        <span className={classes.contact}>
          {t('onlyContact', { name: contactName.data ?? contact })}
          <CloseButton size="sm" aria-label={t('allContacts')} onClick={() => onChange({ contact: undefined })} />
        </span>
      )}
    </Toolbar>
  )
}
