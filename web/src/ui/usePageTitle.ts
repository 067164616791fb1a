import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announcePage } from './PageAnnouncer.tsx'

/** Names the page in the browser's tab, and to those who hear the page instead of seeing it. PageHeader does this by itself. */
export function usePageTitle(title: string): void {
  const { t } = useTranslation()
  const product = t('product')
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product
    announcePage(location.pathname, title)
  }, [title, product])
}
