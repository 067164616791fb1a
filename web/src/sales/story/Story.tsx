import type { Settings } from '@couveuse/shared/api/settings'
import { IconHandClick } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { storyQuery } from '../queries.ts'
import classes from './Story.module.css'
import { StoryCard } from './StoryCard.tsx'

export interface StoryProps {
  readonly id: string | undefined
  readonly teams: Settings['settings']['teams']
  readonly onClose: () => void
}

/** The story of the lead that is chosen, or the hint to choose one. */
export function Story({ id, teams, onClose }: StoryProps) {
  const { t } = useTranslation('sales')
  const story = useQuery({ ...storyQuery(id ?? ''), enabled: id !== undefined })
  if (id === undefined) {
    return (
      <div className={classes.nothing}>
        <EmptyState size="small" Icon={IconHandClick} title={t('story.none')}>
          {t('story.noneText')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className={classes.panel}>
      {story.isPending && (
        <div className={classes.loading}>
          <LoadingState shape="text" count={9} />
        </div>
      )}
      {story.error && !story.data && <ErrorState error={story.error} onRetry={() => void story.refetch()} />}
      {story.data && <StoryCard key={id} story={story.data} teams={teams} onClose={onClose} />}
    </div>
  )
}
