import type { FailedGroup, MendFailed } from '@couveuse/shared/api/mends'
import { Button, Group, Menu } from '@mantine/core'
import { IconChevronDown, IconDoorExit, IconPlayerTrackNext, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '../../ui/useConfirm.tsx'

export interface MendActionsProps {
  /** for whom the buttons are: "of these 12" */
  readonly label: string
  readonly count: number
  /** where a skip can go on; absent = of many steps, each its usual way */
  readonly outlets?: FailedGroup['outlets']
  readonly isBusy: boolean
  readonly onMend: (wish: Pick<MendFailed, 'action' | 'outlet'>) => void
}

/** The three ways out of a failed step (FLOW-DSL §7), for one or for many. */
export function MendActions({ label, count, outlets = [], isBusy, onMend }: MendActionsProps) {
  const { t } = useTranslation('flows')
  const confirm = useConfirm()
  const askFirst = async (wish: Pick<MendFailed, 'action' | 'outlet'>): Promise<void> => {
    if (wish.action === 'retry') return onMend(wish)
    const isEnd = wish.action === 'end'
    const isSure = await confirm({
      title: t(isEnd ? 'failed.confirmEnd' : 'failed.confirmSkip', { count }),
      text: t(isEnd ? 'failed.confirmEndText' : 'failed.confirmSkipText'),
      confirm: t(isEnd ? 'failed.end' : 'failed.skip'),
      isDangerous: isEnd,
    })
    if (isSure) onMend(wish)
  }
  const skip = (
    <Button
      size="xs"
      variant="default"
      disabled={isBusy}
      leftSection={<IconPlayerTrackNext size={15} aria-hidden />}
      {...(outlets.length > 1
        ? { rightSection: <IconChevronDown size={14} aria-hidden /> }
        : { onClick: () => void askFirst({ action: 'skip' }) })}
    >
      {t('failed.skip')}
    </Button>
  )
  return (
    <Group gap="xs" role="group" aria-label={label}>
      <Button
        size="xs"
        disabled={isBusy}
        leftSection={<IconRefresh size={15} aria-hidden />}
        onClick={() => void askFirst({ action: 'retry' })}
      >
        {t('failed.retry')}
      </Button>
      {outlets.length > 1 ? (
        <Menu position="bottom-end">
          <Menu.Target>{skip}</Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('failed.skipTo')}</Menu.Label>
            {outlets.map(({ outlet, toLabel }) => (
              <Menu.Item key={outlet} onClick={() => void askFirst({ action: 'skip', outlet })}>
                {toLabel === null ? t('failed.skipOut', { outlet }) : t('failed.skipOn', { outlet, step: toLabel })}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        skip
      )}
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        leftSection={<IconDoorExit size={15} aria-hidden />}
        onClick={() => void askFirst({ action: 'end' })}
      >
        {t('failed.end')}
      </Button>
    </Group>
  )
}
