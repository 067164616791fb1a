import { Button, Group, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { FindingsPanel } from './FindingsPanel.tsx'
import classes from './Import.module.css'
import { progressQuery } from './queries.ts'
import { Tallies } from './Tallies.tsx'

/** How far the import has come, and what came of it. */
export function DoneStep({ id, onAgain }: { id: string; onAgain: () => void }) {
  const { t } = useTranslation('contacts')
  const { formatPercent } = useFormat()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const progress = useQuery(progressQuery(id))
  const state = progress.data?.state
  useEffect(() => {
    if (state && state !== 'running') void queries.invalidateQueries({ queryKey: ['contacts', 'list'] })
  }, [queries, state])

  if (progress.error && !progress.data) return <ErrorState error={progress.error} text={t('import.lost')} />
  if (!progress.data) return <LoadingState shape="rows" count={3} />
  const { data } = progress
  return (
    <>
      <Panel>
        {data.state === 'running' ? (
          <div className={classes.running} role="status">
            <p>{t('import.running')}</p>
            <Progress value={data.progress * 100} aria-label={t('import.steps.done')} />
            <span className={classes.dim}>{t('import.progress', { percent: formatPercent(data.progress) })}</span>
          </div>
        ) : (
          <div className={classes.done} data-state={data.state} role="status">
            {data.state === 'done' ? (
              <IconCircleCheck size={30} stroke={1.6} aria-hidden />
            ) : (
              <IconAlertTriangle size={30} stroke={1.6} aria-hidden />
            )}
            <div>
              <h2>{t(`import.done.${data.state}`)}</h2>
              <p lang={data.message ? 'en' : undefined}>{data.message ?? t('import.done.text')}</p>
            </div>
          </div>
        )}
        <Tallies tally={data} />
        {data.state !== 'running' && (
          <Group mt="lg" gap="xs">
            <Button onClick={() => void navigate({ to: '/contacts', search: {} })}>{t('import.done.see')}</Button>
            <Button variant="default" onClick={onAgain}>
              {t('import.done.again')}
            </Button>
          </Group>
        )}
      </Panel>
      {data.state !== 'running' && <FindingsPanel tally={data} />}
    </>
  )
}
