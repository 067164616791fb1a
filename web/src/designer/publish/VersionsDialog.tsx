import { Button, Modal, Select, Skeleton, Stack } from '@mantine/core'
import { IconArrowBackUp, IconArrowsDiff, IconEye } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TimeText } from '../../ui/TimeText.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { Changes } from '../dialogs/Changes.tsx'
import { versionQuery, versionsQuery } from '../queries.ts'
import { useDesigner } from '../store/DesignerContext.ts'
import classes from './Versions.module.css'

export interface VersionsDialogProps {
  readonly flowKey: string
  /** the one that runs */
  readonly current: number
  readonly onLook: (version: number) => void
  readonly onRollBack: (version: number) => void
  readonly onClose: () => void
}

/** Every version with who is in it; any two of them compared, any earlier one looked at or published again. */
export function VersionsDialog({ flowKey, current, onLook, onRollBack, onClose }: VersionsDialogProps) {
  const { t } = useTranslation('designer')
  const name = useDesigner(({ flow }) => flow.name)
  const { formatNumber } = useFormat()
  const versions = useQuery(versionsQuery(flowKey))
  const [compared, setCompared] = useState<number>()
  const numbers = versions.data?.items.map(({ version }) => version) ?? []
  return (
    <Modal opened onClose={onClose} title={t('versions.title', { name })} size="xl">
      {versions.isPending && <Skeleton height={120} radius="md" />}
      {versions.isError && (
        <ErrorState
          error={versions.error}
          title={t('versions.failed')}
          titleOrder={3}
          onRetry={() => void versions.refetch()}
        />
      )}
      <ul className={classes.list} aria-label={t('versions.list')}>
        {versions.data?.items.map(({ version, publishedAt, open, entered, restores }) => (
          <li key={version}>
            <div className={classes.line}>
              <div className={classes.what}>
                <span className={classes.name}>
                  {t('version.name', { version })}
                  {version === current && <Tag tone="good">{t('versions.runs')}</Tag>}
                  {restores !== null && <Tag>{t('versions.restores', { version: restores })}</Tag>}
                </span>
                <span className={classes.facts}>
                  <TimeText at={publishedAt} as="dateTime" />
                  {' · '}
                  {t('version.counts', { open: formatNumber(open), entered: formatNumber(entered) })}
                </span>
              </div>
              <div className={classes.actions}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('versions.lookAt', { version })}
                  leftSection={<IconEye size={15} aria-hidden />}
                  onClick={() => onLook(version)}
                >
                  {t('versions.look')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('versions.compareOf', { version })}
                  aria-expanded={compared === version}
                  leftSection={<IconArrowsDiff size={15} aria-hidden />}
                  onClick={() => setCompared(compared === version ? undefined : version)}
                >
                  {t('versions.compare')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={version === current}
                  aria-label={t('versions.rollBackTo', { version })}
                  leftSection={<IconArrowBackUp size={15} aria-hidden />}
                  onClick={() => onRollBack(version)}
                >
                  {t('versions.rollBack')}
                </Button>
              </div>
            </div>
            {compared === version && (
              <Comparison flowKey={flowKey} version={version} current={current} numbers={numbers} />
            )}
          </li>
        ))}
      </ul>
    </Modal>
  )
}

interface ComparisonProps {
  readonly flowKey: string
  readonly version: number
  readonly current: number
  readonly numbers: readonly number[]
}

const DRAFT = 'draft'

/** What leads from one version to another, or to the draft as it is on the canvas. */
function Comparison({ flowKey, version, current, numbers }: ComparisonProps) {
  const { t } = useTranslation('designer')
  const draft = useDesigner(({ flow }) => flow)
  const [other, setOther] = useState(version === current ? DRAFT : String(current))
  const from = useQuery(versionQuery(flowKey, version))
  const to = useQuery({ ...versionQuery(flowKey, Number(other)), enabled: other !== DRAFT })
  const target = other === DRAFT ? draft : to.data?.flow
  const error = from.error ?? (other === DRAFT ? null : to.error)
  return (
    <Stack gap="xs" className={classes.comparison ?? ''}>
      <div className={classes.against}>
        <span>{t('versions.compared', { version })}</span>
        <Select
          size="xs"
          w={170}
          aria-label={t('versions.other')}
          allowDeselect={false}
          data={[
            { value: DRAFT, label: t('versions.draft') },
            ...numbers
              .filter((number) => number !== version)
              .map((number) => ({ value: String(number), label: t('version.name', { version: number }) })),
          ]}
          value={other}
          onChange={(chosen) => setOther(chosen ?? DRAFT)}
        />
      </div>
      {error ? (
        <ErrorState error={error} titleOrder={3} onRetry={() => void Promise.all([from.refetch(), to.refetch()])} />
      ) : from.data && target ? (
        <Changes from={from.data.flow} to={target} none={t('versions.same')} />
      ) : (
        <Skeleton height={48} />
      )}
    </Stack>
  )
}
