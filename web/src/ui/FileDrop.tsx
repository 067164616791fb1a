import { IconFileTypeCsv, IconJson } from '@tabler/icons-react'
import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './FileDrop.module.css'
import { useFormat } from './useFormat.ts'

export type FileKind = 'csv' | 'json'

export interface FileDropProps {
  readonly kind: FileKind
  readonly onFile: (file: File) => void
  /** what the file is for: "CSV file with contacts" */
  readonly label: string
  /** most bytes that are taken */
  readonly most?: number
  readonly isDisabled?: boolean
}

const MEGABYTE = 1_000_000

const kinds = {
  csv: { Icon: IconFileTypeCsv, endings: ['.csv', '.tsv', '.txt'], types: ['text/csv', 'text/plain'] },
  json: { Icon: IconJson, endings: ['.json'], types: ['application/json'] },
} as const

/** A place to drop one file, or to choose it from a dialog by mouse or keyboard. Reading the file is for the page. */
export function FileDrop({ kind, onFile, label, most = 20 * MEGABYTE, isDisabled = false }: FileDropProps) {
  const { t } = useTranslation('ui')
  const { formatBytes } = useFormat()
  const id = useId()
  const [isOver, setOver] = useState(false)
  const [said, setSaid] = useState<{ readonly text: string; readonly isWrong: boolean }>()
  const { Icon, endings, types } = kinds[kind]
  const take = (files: FileList | null): void => {
    const [file, ...more] = files ?? []
    if (!file) return
    const problem = wrong(file, more.length)
    setSaid(problem ? { text: problem, isWrong: true } : { text: chosen(file), isWrong: false })
    if (!problem) onFile(file)
  }
  const chosen = (file: File): string => t('file.chosen', { name: file.name, size: formatBytes(file.size) })
  const wrong = (file: File, others: number): string | undefined => {
    if (others > 0) return t('file.several')
    const fits =
      endings.some((ending) => file.name.toLowerCase().endsWith(ending)) || types.some((type) => type === file.type)
    if (!fits) return t('file.wrongKind', { name: file.name, kind: kind.toUpperCase() })
    if (file.size <= most) return undefined
    return t('file.tooBig', { name: file.name, size: formatBytes(file.size), most: formatBytes(most) })
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    if (!isDisabled) take(event.dataTransfer.files)
  }

  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the label is only where files are dropped; the input inside it takes click and keyboard */}
      <label
        className={classes.drop}
        data-over={isOver || undefined}
        data-disabled={isDisabled || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(!isDisabled)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <input
          type="file"
          className={classes.input}
          aria-label={label}
          aria-describedby={`${id}-said`}
          accept={[...endings, ...types].join(',')}
          disabled={isDisabled}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = '' // the same file, corrected, can be chosen again
          }}
        />
        <Icon size={30} stroke={1.4} aria-hidden />
        <span>
          <strong>{t('file.choose')}</strong> {t('file.drop')}
        </span>
        <span className={classes.limits}>{t(`file.${kind}`, { size: formatBytes(most) })}</span>
      </label>
      <div id={`${id}-said`} className={classes.said} data-wrong={said?.isWrong || undefined} aria-live="polite">
        {said?.text}
      </div>
    </div>
  )
}
