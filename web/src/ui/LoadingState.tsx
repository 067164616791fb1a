import { Skeleton, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './LoadingState.module.css'

export interface LoadingStateProps {
  /** the outline of what is coming */
  readonly shape?: 'page' | 'rows' | 'cards' | 'text'
  readonly count?: number
}

/** The outline of what is on its way, told once to those who cannot see it. */
export function LoadingState({ shape = 'text', count = 6 }: LoadingStateProps) {
  const { t } = useTranslation('ui')
  const each = Array.from({ length: count }, (_, index) => index)
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <div className={classes[shape]} aria-hidden>
        {shape === 'page' && (
          <>
            <Skeleton height={30} width={220} />
            <Skeleton height={16} width={380} maw="100%" mt={10} mb={28} />
          </>
        )}
        {shape === 'cards' && each.map((index) => <Skeleton key={index} height={132} radius="lg" />)}
        {(shape === 'rows' || shape === 'page') && each.map((index) => <Skeleton key={index} height={44} />)}
        {shape === 'text' &&
          each.map((index) => <Skeleton key={index} height={12} width={`${94 - ((index * 17) % 40)}%`} />)}
      </div>
    </div>
  )
}
