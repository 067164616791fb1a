import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useTripActions } from './useTripActions.ts'

/** The three ways out of a failed trip (FLOW-DSL §7). */
export function FailedActions({ trip, contactName }: { trip: EnrollmentSummary; contactName: string }) {
  const { t } = useTranslation('contacts')
  const { act, isPending } = useTripActions(trip, contactName)
  return (
    <Group gap="xs" mt="sm">
      <Button size="xs" loading={isPending} onClick={() => void act('retry')}>
        {t('journey.action.retry')}
      </Button>
      <Button size="xs" variant="default" disabled={isPending} onClick={() => void act('skip')}>
        {t('journey.action.skip')}
      </Button>
      <Button size="xs" variant="default" disabled={isPending} onClick={() => void act('end')}>
        {t('journey.action.end')}
      </Button>
    </Group>
  )
}
