import type { ImportError } from '@couveuse/shared/api/imports'
import { Button } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/data-table.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { findingCode } from './finding-words.ts'
import { findingsCsv } from './findings-csv.ts'
import classes from './Import.module.css'

export interface FindingsPanelProps {
  readonly tally: { readonly errors: readonly ImportError[]; readonly errorCount: number }
}

/** Every row with something wrong: where, what, and what to do about it. */
export function FindingsPanel({ tally: { errors, errorCount } }: FindingsPanelProps) {
  const { t } = useTranslation('contacts')
  const columns = useMemo<readonly Column<ImportError>[]>(
    () => [
      {
        key: 'line',
        header: t('import.findings.line'),
        width: '80px',
        align: 'end',
        render: ({ line }) => line,
      },
      {
        key: 'column',
        header: t('import.findings.column'),
        width: '150px',
        render: ({ column }) => <span className={classes.header}>{column ?? '–'}</span>,
      },
      {
        key: 'what',
        header: t('import.findings.what'),
        render: ({ level, code, message }) => (
          <div className={classes.what}>
            <Tag
              tone={level === 'error' ? 'bad' : 'warn'}
              Icon={level === 'error' ? IconAlertCircle : IconAlertTriangle}
              title={t(`import.findings.${level}`)}
            >
              {t(`import.finding.${findingCode(code)}.what`)}
            </Tag>
            <span className={classes.dim} lang="en">
              {message}
            </span>
          </div>
        ),
      },
      {
        key: 'todo',
        header: t('import.findings.todo'),
        width: '32%',
        render: ({ code }) => t(`import.finding.${findingCode(code)}.todo`),
      },
    ],
    [t],
  )
  if (errors.length === 0) return null
  const unlisted = errorCount - errors.filter(({ level }) => level === 'error').length
  return (
    <Panel
      title={t('import.findings.title')}
      description={t('import.findings.description')}
      isFlush
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => download(findingsCsv(errors), `${t('import.findings.fileName')}.csv`)}
        >
          {t('import.findings.download')}
        </Button>
      }
    >
      <DataTable
        caption={t('import.findings.caption')}
        columns={columns}
        rows={errors}
        rowKey={({ line, column, code, message }) => `${line} ${column} ${code} ${message}`}
        empty={null}
      />
      {unlisted > 0 && <p className={classes.more}>{t('import.findings.more', { count: unlisted })}</p>}
    </Panel>
  )
}

function download(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
