import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageAnnouncer } from '../../ui/PageAnnouncer.tsx'
import { AlertBanner } from './AlertBanner.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { LazyCommandPalette } from './LazyCommandPalette.tsx'
import { Navigation } from './Navigation.tsx'
import classes from './Shell.module.css'
import { TopBar } from './TopBar.tsx'
import { useFocusOnNavigation } from './useFocusOnNavigation.ts'
import { useNavigationWidth } from './useNavigationWidth.ts'

/** What stays while pages come and go: menu, bar, banner, command palette, and the place where pages stand. */
export function Shell() {
  const { t } = useTranslation()
  const { isCollapsed, toggle } = useNavigationWidth()
  const main = useFocusOnNavigation()
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <div className={classes.shell}>
        <Navigation isCollapsed={isCollapsed} onToggle={toggle} />
        <div className={classes.column}>
          <TopBar />
          <ConnectionBanner />
          <AlertBanner />
          <main id="content" ref={main} tabIndex={-1} className={classes.main}>
            <Outlet />
          </main>
        </div>
      </div>
      <PageAnnouncer />
      <LazyCommandPalette />
    </>
  )
}
