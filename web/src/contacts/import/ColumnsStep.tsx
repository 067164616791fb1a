import type { ImportMapping } from '@couveuse/shared/api/imports'
import { Button, Group } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadingState } from '../../ui/LoadingState.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useFormat } from '../../ui/useFormat.ts'
import { useNotify } from '../../ui/useNotify.ts'
import { DryRun } from './DryRun.tsx'
import { FindingsPanel } from './FindingsPanel.tsx'
import { FirstRows } from './FirstRows.tsx'
import classes from './Import.module.css'
import { MappingTable } from './MappingTable.tsx'
import { mappedColumns } from './mapped-columns.ts'
import { type ChosenFile, previewQuery, useImport } from './queries.ts'
import { RefusedFile } from './RefusedFile.tsx'
import type { FileColumn } from './read-header.ts'

export interface ColumnsStepProps {
  readonly chosen: ChosenFile
  /** the columns as read here, for a file whose columns the server refuses */
  readonly fallback: readonly FileColumn[]
  /** what was changed by hand: column -> field, null = left out */
  readonly mapping: ImportMapping
  readonly onMapping: (mapping: ImportMapping) => void
  readonly onOtherFile: () => void
  readonly onStarted: (importId: string) => void
}

/** Where the columns go, with the dry run following every change; then the import itself. */
export function ColumnsStep({ chosen, fallback, mapping, onMapping, onOtherFile, onStarted }: ColumnsStepProps) {
  const { t } = useTranslation('contacts')
  const { formatBytes } = useFormat()
  const notify = useNotify()
  const dryRun = useQuery(previewQuery(chosen, mapping))
  const importing = useImport()
  const preview = dryRun.error ? undefined : dryRun.data
  const columns = mappedColumns(dryRun.data?.columns, fallback, mapping)
  const willWrite = preview ? preview.created + preview.updated : 0

  const start = (): void =>
    importing.mutate(
      { chosen, mapping },
      {
        onSuccess: ({ id }) => onStarted(id),
        onError: (error) => notify.failed(t('import.failed'), error),
      },
    )

  return (
    <>
      <div className={classes.file}>
        <IconFileTypeCsv size={20} stroke={1.6} aria-hidden />
        <strong>{chosen.file.name}</strong>
        <span>{formatBytes(chosen.file.size)}</span>
        <Button variant="subtle" size="compact-sm" onClick={onOtherFile}>
          {t('import.otherFile')}
        </Button>
      </div>
      {dryRun.error && <RefusedFile error={dryRun.error} onRetry={() => void dryRun.refetch()} />}
      {dryRun.isPending && (
        <Panel>
          <p className={classes.reading}>{t('import.reading')}</p>
          <LoadingState shape="rows" count={5} />
        </Panel>
      )}
      {preview && <DryRun preview={preview} isStale={dryRun.isPlaceholderData} />}
      {!dryRun.isPending && columns.length > 0 && (
        <Panel title={t('import.columns.title')} description={t('import.columns.description')} isFlush>
          <MappingTable columns={columns} mapping={mapping} onMapping={onMapping} />
        </Panel>
      )}
      {preview && <FindingsPanel tally={preview} />}
      {preview && <FirstRows rows={preview.preview} columns={preview.columns} />}
      <Group justify="flex-end" className={classes.foot ?? ''}>
        <Button
          size="md"
          disabled={willWrite === 0 || dryRun.isPlaceholderData}
          loading={importing.isPending}
          onClick={start}
        >
          {willWrite > 0 ? t('import.submit', { count: willWrite }) : t('import.nothingToDo')}
        </Button>
      </Group>
    </>
  )
}
