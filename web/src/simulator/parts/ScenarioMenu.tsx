import { ActionIcon, Menu } from '@mantine/core'
import { IconDotsVertical, IconEraser, IconFileExport, IconFileImport, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface ScenarioMenuProps {
  readonly canSave: boolean
  readonly isOfFile: boolean
  readonly canClear: boolean
  readonly onSave: () => void
  readonly onOpen: () => void
  readonly onClear: () => void
  readonly onClose: () => void
}

/** Scenario files, and starting over. */
export function ScenarioMenu({ canSave, isOfFile, canClear, onSave, onOpen, onClear, onClose }: ScenarioMenuProps) {
  const { t } = useTranslation('simulator')
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon aria-label={t('menu')}>
          <IconDotsVertical size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileExport size={16} aria-hidden />} disabled={!canSave} onClick={onSave}>
          {t('scenario.save')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileImport size={16} aria-hidden />} onClick={onOpen}>
          {t('scenario.open')}
        </Menu.Item>
        {isOfFile && (
          <Menu.Item leftSection={<IconX size={16} aria-hidden />} onClick={onClose}>
            {t('scenario.close')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconEraser size={16} aria-hidden />} disabled={!canClear} onClick={onClear}>
          {t('scenario.clear')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
