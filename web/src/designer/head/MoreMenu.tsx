import { writeFlow } from '@couveuse/shared/flow/write-flow'
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconBraces, IconClipboardCopy, IconDots, IconDownload, IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../ui/useNotify.ts'
import { ImportDialog } from '../dialogs/ImportDialog.tsx'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'
import { downloadJson } from './download-json.ts'

/** Import and export of the flow as JSON. */
export function MoreMenu() {
  const { t } = useTranslation('designer')
  const store = useDesignerStore()
  const notify = useNotify()
  const clipboard = useClipboard()
  const isReadOnly = useDesigner(({ viewed }) => viewed !== undefined)
  const [isImporting, setImporting] = useState(false)
  const text = (): string => `${JSON.stringify(writeFlow(shownFlow(store.getState())), null, 2)}\n`
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <Tooltip label={t('more.name')}>
            <ActionIcon aria-label={t('more.name')}>
              <IconDots size={19} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => downloadJson(`${shownFlow(store.getState()).key}.json`, text())}
          >
            {t('more.export')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconClipboardCopy size={16} aria-hidden />}
            onClick={() => {
              clipboard.copy(text())
              notify.done(t('more.copied'))
            }}
          >
            {t('more.copy')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileImport size={16} aria-hidden />}
            disabled={isReadOnly}
            onClick={() => setImporting(true)}
          >
            {t('more.import')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconBraces size={16} aria-hidden />}
            onClick={() => store.getState().setView({ dock: 'json' })}
          >
            {t('more.json')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </>
  )
}
