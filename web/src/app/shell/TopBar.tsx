import { Kbd, UnstyledButton } from '@mantine/core'
import { useOs } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { HealthBadge } from './HealthBadge.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Mark } from './Mark.tsx'
import { palette } from './palette.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import classes from './TopBar.module.css'

/** The bar over every page: the way to everything by name, how the runtime feels, and the visitor's preferences. */
export function TopBar() {
  const { t } = useTranslation()
  const keys = useOs() === 'macos' ? '⌘ K' : 'Ctrl K'
  return (
    <header className={classes.bar}>
      <span className={classes.mark}>
        <Mark size={24} />
      </span>
      <UnstyledButton className={classes.search} onClick={palette.open}>
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span className={classes.searchLabel}>{t('command.open')}</span>
        <Kbd size="xs" className={classes.keys} aria-hidden>
          {keys}
        </Kbd>
      </UnstyledButton>
      <div className={classes.end}>
        <HealthBadge />
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  )
}
