import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import type { FailedGroup, MendFailed } from '@couveuse/shared/api/mends'
import { Checkbox } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/data-table.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useCursorPages } from '../../ui/useCursorPages.ts'
import { useFormat } from '../../ui/useFormat.ts'
import classes from './Failed.module.css'
import { MendActions } from './MendActions.tsx'
import { membersQuery } from './queries.ts'

export interface FailedMembersProps {
  readonly group: FailedGroup
  readonly isBusy: boolean
  readonly onMend: (wish: MendFailed) => void
}

/** The contacts behind a group, to be taken one by one or some together. */
export function FailedMembers({ group, isBusy, onMend }: FailedMembersProps) {
  const { t } = useTranslation('flows')
  const { formatNumber } = useFormat()
  const { cursor, pagesOf } = useCursorPages(`${group.flow} ${group.version} ${group.step} ${group.code}`)
  const members = useQuery(membersQuery(group, cursor))
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const rows = members.data?.items
  const columns = useMemo<readonly Column<EnrollmentSummary>[]>(() => {
    const pick = (ids: readonly string[], isPicked: boolean): void =>
      setPicked((before) => {
        const next = new Set(before)
        for (const id of ids)
          if (isPicked) next.add(id)
          else next.delete(id)
        return next
      })
    return [
      {
        key: 'pick',
        header: t('failed.pick'),
        isHeaderHidden: true,
        width: '48px',
        render: ({ id, contact }) => (
          <Checkbox
            aria-label={t('failed.pickOne', { name: contact.name })}
            checked={picked.has(id)}
            onChange={(event) => pick([id], event.currentTarget.checked)}
          />
        ),
      },
      {
        key: 'contact',
        header: t('failed.contact'),
        render: ({ contact }) => (
          <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
            {contact.name}
          </Link>
        ),
      },
      { key: 'failure', header: t('failed.problem'), from: 768, render: ({ failure }) => failure ?? '' },
      {
        key: 'entered',
        header: t('failed.entered'),
        width: '150px',
        from: 1100,
        render: ({ enteredAt }) => <TimeText at={enteredAt} as="relative" />,
      },
    ]
  }, [t, picked])

  // Who is mended leaves the list, and the choice with it.
  const chosen = (rows ?? []).filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const counted = { count: chosen.length, number: formatNumber(chosen.length) }
  return (
    <div className={classes.members}>
      {rows && rows.length > 1 && (
        <Checkbox
          className={classes.pickAll ?? ''}
          label={t('failed.pickAll', { count: rows.length })}
          checked={chosen.length === rows.length}
          indeterminate={chosen.length > 0 && chosen.length < rows.length}
          onChange={(event) =>
            setPicked(new Set(event.currentTarget.checked ? [...picked, ...rows.map(({ id }) => id)] : []))
          }
        />
      )}
      {chosen.length > 0 && (
        <div className={classes.picked}>
          <span role="status">{t('failed.picked', counted)}</span>
          <MendActions
            label={t('failed.pickedActions', counted)}
            count={chosen.length}
            outlets={group.outlets}
            isBusy={isBusy}
            onMend={(wish) => onMend({ ...wish, ids: chosen })}
          />
        </div>
      )}
      <DataTable
        caption={t('failed.list', { step: group.stepLabel })}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        error={rows ? undefined : members.error}
        onRetry={() => void members.refetch()}
        expected={Math.min(group.count, 5)}
        pages={pagesOf(members.data?.nextCursor)}
        empty={<EmptyState size="small" Icon={IconCircleCheck} title={t('failed.nobody')} titleOrder={3} />}
      />
    </div>
  )
}
