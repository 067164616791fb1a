import type { EnrollmentSummary } from '@couveuse/shared/api/enrollments'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDoorExit, IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useTripActions } from './useTripActions.ts'

/** What can be done to a trip that goes on. */
export function TripMenu({ trip, contactName }: { trip: EnrollmentSummary; contactName: string }) {
  const { t } = useTranslation('contacts')
  const { act, isPending } = useTripActions(trip, contactName)
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('journey.actions', { flow: trip.flowName })} loading={isPending}>
          <IconDots size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          color="red"
          leftSection={<IconDoorExit size={16} stroke={1.8} aria-hidden />}
          onClick={() => void act('remove')}
        >
          {t('journey.action.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
