import { VisuallyHidden } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

let announced = { path: '', title: '' }
let isFirst = true
const listeners = new Set<() => void>()

/** Tells which page is on screen now. Once per address: a title that changes while one works on the page is no news. */
export function announcePage(path: string, title: string): void {
  if (path === announced.path || title === '') return
  announced = { path, title: isFirst ? '' : title }
  isFirst = false
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Reads out the name of a page one has come to; a link followed inside an app is silent otherwise. */
export function PageAnnouncer() {
  const { t } = useTranslation()
  const { title } = useSyncExternalStore(subscribe, () => announced)
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {title && t('opened', { title })}
    </VisuallyHidden>
  )
}
