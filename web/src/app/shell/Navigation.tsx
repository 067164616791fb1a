import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Mark } from './Mark.tsx'
import classes from './Navigation.module.css'
import { rooms } from './rooms.ts'

/** The menu at the left: the product's rooms. Icons alone when collapsed, a bar at the bottom on a telephone. */
export function Navigation({ isCollapsed, onToggle }: { isCollapsed: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const toggleLabel = t(isCollapsed ? 'nav.expand' : 'nav.collapse')
  const ToggleIcon = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.side} data-collapsed={isCollapsed || undefined} aria-label={t('nav.label')}>
      <Link to="/flows" className={classes.brand} aria-label={t('nav.home')}>
        <Mark />
        <span className={classes.wordmark}>{t('product')}</span>
      </Link>
      <ul className={classes.list}>
        {rooms.map(({ name, to, Icon }) => (
          <li key={name}>
            <Tooltip label={t(`nav.${name}`)} position="right" disabled={!isCollapsed}>
              <Link to={to} className={classes.item}>
                <Icon size={20} stroke={1.7} aria-hidden />
                <span className={classes.label}>{t(`nav.${name}`)}</span>
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <Tooltip label={toggleLabel} position="right" disabled={!isCollapsed}>
        <UnstyledButton
          className={classes.toggle}
          onClick={onToggle}
          aria-label={toggleLabel}
          aria-expanded={!isCollapsed}
        >
          <ToggleIcon size={20} stroke={1.7} aria-hidden />
          <span className={classes.label}>{toggleLabel}</span>
        </UnstyledButton>
      </Tooltip>
    </nav>
  )
}
