import type { ImportMapping } from '@couveuse/shared/api/imports'
import { Stepper } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/Page.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { FileStep } from './FileStep.tsx'
import type { ChosenFile } from './queries.ts'
import { type FileColumn, readHeader } from './read-header.ts'

/** Enough for the header line and the first rows of any file. */
const BEGINNING = 65_536

/** Imports a CSV file in three steps: choose it, see where its columns go and what would happen, and what happened. */
export function ImportPage() {
  const { t } = useTranslation('contacts')
  const [chosen, setChosen] = useState<ChosenFile & { readonly columns: readonly FileColumn[] }>()
  const [mapping, setMapping] = useState<ImportMapping>({})
  const [importId, setImportId] = useState<string>()

  const choose = async (file: File): Promise<void> => {
    const columns = readHeader(await file.slice(0, BEGINNING).text())
    setMapping({})
    setChosen((before) => ({ id: (before?.id ?? 0) + 1, file, columns }))
  }
  const startOver = (): void => {
    setChosen(undefined)
    setMapping({})
    setImportId(undefined)
  }
  const step = importId !== undefined ? 2 : chosen ? 1 : 0

  return (
    <Page>
      <PageHeader
        title={t('import.title')}
        description={t('import.description')}
        back={
          <Link to="/contacts">
            <IconArrowLeft size={15} stroke={1.8} aria-hidden /> {t('import.back')}
          </Link>
        }
      />
      <Stepper active={step} size="xs" aria-label={t('import.steps.label')} allowNextStepsSelect={false} maw={620}>
        <Stepper.Step label={t('import.steps.file')} allowStepSelect={false} />
        <Stepper.Step label={t('import.steps.columns')} allowStepSelect={false} />
        <Stepper.Step label={t('import.steps.done')} allowStepSelect={false} />
      </Stepper>
      {importId !== undefined ? (
        <DoneStep id={importId} onAgain={startOver} />
      ) : chosen ? (
        <ColumnsStep
          chosen={chosen}
          fallback={chosen.columns}
          mapping={mapping}
          onMapping={setMapping}
          onOtherFile={startOver}
          onStarted={setImportId}
        />
      ) : (
        <FileStep onFile={(file) => void choose(file)} />
      )}
    </Page>
  )
}
