import type { FlowSummary } from '@couveuse/shared/api/flows'
import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconFileExport,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { FlowActions } from '../useFlowActions.tsx'

const icon = { size: 16, stroke: 1.8, 'aria-hidden': true } as const

/** What can be done to a flow from the list. */
export function FlowMenu({ flow, actions }: { flow: FlowSummary; actions: FlowActions }) {
  const { t } = useTranslation('flows')
  const { key, name, status } = flow
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('action.menu', { name })}>
          <IconDots size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil {...icon} />}
          renderRoot={(props) => <Link {...props} to="/flows/$flowKey" params={{ flowKey: key }} />}
        >
          {t('action.open')}
        </Menu.Item>
        {status === 'published' && (
          <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={() => void actions.pause(flow)}>
            {t('action.pause')}
          </Menu.Item>
        )}
        {status === 'paused' && (
          <Menu.Item leftSection={<IconPlayerPlay {...icon} />} onClick={() => actions.resume(flow)}>
            {t('action.resume')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => actions.copy(flow)}>
          {t('action.copy')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport {...icon} />}
          component="a"
          href={`/api/flows/${encodeURIComponent(key)}/export`}
          download={`${key}.json`}
        >
          {t('action.export')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={() => void actions.remove(flow)}>
          {t(status === 'draft' ? 'action.deleteDraft' : 'action.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
