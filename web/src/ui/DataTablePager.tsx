import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DataTable.module.css'

/** Pages by cursor: one knows the next and the one before, not how many there are. */
export interface Pages {
  /** absent on the first page */
  readonly onPrevious?: (() => void) | undefined
  /** absent on the last page */
  readonly onNext?: (() => void) | undefined
  /** "1 to 50", "2,340 contacts" */
  readonly summary?: ReactNode
}

export function DataTablePager({ onPrevious, onNext, summary, label }: Pages & { label: string }) {
  const { t } = useTranslation('ui')
  if (!onPrevious && !onNext && !summary) return null
  return (
    <nav className={classes.pager} aria-label={`${t('table.pages')}, ${label}`}>
      <span>{summary}</span>
      {(onPrevious || onNext) && (
        <span className={classes.pagerButtons}>
          <Button
            variant="default"
            size="xs"
            disabled={!onPrevious}
            leftSection={<IconChevronLeft size={16} aria-hidden />}
            onClick={onPrevious}
          >
            {t('table.previous')}
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={!onNext}
            rightSection={<IconChevronRight size={16} aria-hidden />}
            onClick={onNext}
          >
            {t('table.next')}
          </Button>
        </span>
      )}
    </nav>
  )
}
