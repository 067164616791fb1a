import { Loader, Menu, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconHistory, IconPencil } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TimeText } from '../../ui/TimeText.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { RollBackDialog } from '../publish/RollBackDialog.tsx'
import { VersionsDialog } from '../publish/VersionsDialog.tsx'
import { versionQuery, versionsQuery } from '../queries.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import classes from './VersionMenu.module.css'

export interface VersionMenuProps {
  readonly flowKey: string
  /** the published version, null while there is none */
  readonly current: number | null
}

/** The versions of the flow: the draft, and every published state of it with who is still in it. */
export function VersionMenu({ flowKey, current }: VersionMenuProps) {
  const { t } = useTranslation('designer')
  const viewed = useDesigner((state) => state.viewed?.version)
  const store = useDesignerStore()
  const queries = useQueryClient()
  const notify = useNotify()
  const { formatNumber } = useFormat()
  const [isOpen, setOpen] = useState(false)
  const [dialog, setDialog] = useState<'versions' | { readonly rollBack: number }>()
  const versions = useQuery({ ...versionsQuery(flowKey), enabled: isOpen && current !== null })
  if (current === null) return null

  const view = async (version: number): Promise<void> => {
    try {
      const { flow } = await queries.fetchQuery(versionQuery(flowKey, version))
      store.getState().select([])
      store.getState().setView({ viewed: { version, flow }, insertion: undefined })
    } catch (error) {
      notify.failed(t('version.failed', { version }), error)
    }
  }
  return (
    <>
      <Menu position="bottom-start" width={300} opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <UnstyledButton className={classes.button}>
            {viewed === undefined
              ? t('version.published', { version: current })
              : t('version.viewed', { version: viewed })}
            <IconChevronDown size={14} stroke={2} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={
              viewed === undefined ? <IconCheck size={15} aria-hidden /> : <IconPencil size={15} aria-hidden />
            }
            onClick={() => store.getState().setView({ viewed: undefined })}
          >
            {t('version.draft')}
          </Menu.Item>
          <Menu.Label>{t('version.list')}</Menu.Label>
          {versions.isPending && <Loader size="xs" m="sm" />}
          {versions.data?.items.map(({ version, publishedAt, open, entered }) => (
            <Menu.Item
              key={version}
              leftSection={
                <span className={classes.mark}>{viewed === version && <IconCheck size={15} aria-hidden />}</span>
              }
              onClick={() => void view(version)}
            >
              <span className={classes.line}>
                <span>{t('version.name', { version })}</span>
                <span className={classes.when}>
                  <TimeText at={publishedAt} as="relative" />
                </span>
              </span>
              <span className={classes.counts}>
                {t('version.counts', { open: formatNumber(open), entered: formatNumber(entered) })}
              </span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconHistory size={15} aria-hidden />} onClick={() => setDialog('versions')}>
            {t('versions.all')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'versions' && (
        <VersionsDialog
          flowKey={flowKey}
          current={current}
          onLook={(version) => {
            setDialog(undefined)
            void view(version)
          }}
          onRollBack={(version) => setDialog({ rollBack: version })}
          onClose={() => setDialog(undefined)}
        />
      )}
      {typeof dialog === 'object' && (
        <RollBackDialog
          flowKey={flowKey}
          version={dialog.rollBack}
          current={current}
          onClose={() => {
            setDialog(undefined)
            store.getState().setView({ viewed: undefined })
          }}
        />
      )}
    </>
  )
}
