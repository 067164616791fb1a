import type { Segment } from '@couveuse/shared/api/segments'
import type { Condition } from '@couveuse/shared/conditions/schema'
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConditionWords } from '../../steps/condition/useConditionWords.ts'
import { ConditionField } from '../../steps/parts/ConditionField.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useConfirm } from '../../ui/useConfirm.tsx'
import { useNotify } from '../../ui/useNotify.ts'
import { KeyDialog } from '../parts/KeyDialog.tsx'
import { UsedBy } from '../parts/UsedBy.tsx'
import { segmentCountQuery, segmentsQuery, useDeleteSegment, usePutSegment } from '../queries.ts'

const BLANK: Condition = { combinator: 'and', rules: [{ field: 'contact.country', operator: '=', value: 'FR' }] }

/** Segments by name, with how many contacts are in each; one is open at a time. */
export function SegmentsSection() {
  const { t } = useTranslation('settings')
  const { open } = useSearch({ from: '/settings' })
  const navigate = useNavigate()
  const [isCreating, setCreating] = useState(false)
  const [fresh, setFresh] = useState<string>()
  const segments = useQuery(segmentsQuery)
  const words = useConditionWords()
  if (segments.error && !segments.data)
    return <ErrorState error={segments.error} onRetry={() => void segments.refetch()} />
  if (!segments.data) return <LoadingState shape="rows" />
  const go = (key: string | undefined): void =>
    void navigate({ to: '/settings', search: { section: 'segments', ...(key === undefined ? {} : { open: key }) } })
  const { items } = segments.data
  const shown: readonly Segment[] =
    fresh === undefined || items.some(({ key }) => key === fresh)
      ? items
      : [...items, { key: fresh, when: BLANK, members: 0, usedBy: [] }]
  return (
    <>
      {shown.length === 0 && (
        <EmptyState size="small" Icon={IconUsersGroup} title={t('segments.empty')}>
          {t('segments.emptyText')}
        </EmptyState>
      )}
      {shown.map((segment) =>
        segment.key === open ? (
          <SegmentEditor key={segment.key} segment={segment} onClose={() => go(undefined)} />
        ) : (
          <Panel
            key={segment.key}
            title={segment.key}
            description={words(segment.when, 'contact')}
            actions={
              <>
                <Tag>{t('segments.members', { count: segment.members })}</Tag>
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => go(segment.key)}
                  aria-label={t('edit', { name: segment.key })}
                >
                  {t('editShort')}
                </Button>
              </>
            }
          >
            <UsedBy users={segment.usedBy} />
          </Panel>
        ),
      )}
      <Button
        variant="default"
        style={{ justifySelf: 'start' }}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setCreating(true)}
      >
        {t('segments.add')}
      </Button>
      <KeyDialog
        title={t('segments.add')}
        isOpen={isCreating}
        taken={items.map(({ key }) => key)}
        onClose={() => setCreating(false)}
        onChoose={(key) => {
          setCreating(false)
          setFresh(key)
          go(key)
        }}
      />
    </>
  )
}

function SegmentEditor({ segment, onClose }: { readonly segment: Segment; readonly onClose: () => void }) {
  const { t } = useTranslation('settings')
  const notify = useNotify()
  const confirm = useConfirm()
  const [when, setWhen] = useState(segment.when)
  const [settled] = useDebouncedValue(when, 400)
  const count = useQuery(segmentCountQuery(settled))
  const put = usePutSegment()
  const remove = useDeleteSegment()
  const save = (): void =>
    put.mutate(
      { key: segment.key, when },
      {
        onSuccess: () => {
          notify.done(t('save.done'))
          onClose()
        },
        onError: (error) => notify.failed(t('save.failed'), error),
      },
    )
  const drop = async (): Promise<void> => {
    if (
      !(await confirm({
        text: t('segments.deleteText', { key: segment.key }),
        confirm: t('delete'),
        isDangerous: true,
      }))
    )
      return
    remove.mutate(segment.key, { onSuccess: onClose, onError: (error) => notify.failed(t('deleteFailed'), error) })
  }
  return (
    <Panel
      title={segment.key}
      actions={
        count.data && <Tag tone="accent">{t('segments.live', { count: count.data.members, of: count.data.of })}</Tag>
      }
    >
      <ConditionField
        label={t('segments.when')}
        field="when"
        value={when}
        isRequired
        onChange={(next) => next && setWhen(next)}
      />
      <div style={{ display: 'flex', gap: '0.75rem', marginTop: '1rem' }}>
        <Button onClick={save} loading={put.isPending}>
          {t('save.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('close')}
        </Button>
        <Button variant="subtle" color="red" ml="auto" onClick={() => void drop()}>
          {t('delete')}
        </Button>
      </div>
    </Panel>
  )
}
