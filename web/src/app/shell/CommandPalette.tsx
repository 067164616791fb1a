import { LANGUAGES } from '@couveuse/shared/contract/words'
import { useMantineColorScheme } from '@mantine/core'
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconLanguage, IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/useLanguage.ts'
import { useOfferedCommands } from './commands.ts'
import { paletteStore } from './palette.ts'
import { otherPages, rooms } from './rooms.ts'

/** Every room, every command of the page on screen, and the preferences, by name. LazyCommandPalette holds its key. */
export function CommandPalette() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { setLanguage } = useLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const offered = useOfferedCommands()

  const groups: SpotlightActionGroupData[] = [
    {
      group: t('command.here'),
      actions: offered.map(({ id, label, description, keywords, Icon, run }) => ({
        id,
        label,
        onClick: run,
        ...(description ? { description } : {}),
        ...(keywords ? { keywords: [...keywords] } : {}),
        ...(Icon ? { leftSection: <Icon size={18} stroke={1.7} aria-hidden /> } : {}),
      })),
    },
    {
      group: t('command.go'),
      actions: [...rooms, ...otherPages].map(({ name, to, Icon }) => ({
        id: `go-${name}`,
        label: t(`nav.${name}`),
        leftSection: <Icon size={18} stroke={1.7} aria-hidden />,
        onClick: () => void navigate({ to }),
      })),
    },
    {
      group: t('command.preferences'),
      actions: [
        ...LANGUAGES.map((language) => ({
          id: `language-${language}`,
          label: t('language.switchTo', { language: t(`language.${language}`) }),
          leftSection: <IconLanguage size={18} stroke={1.7} aria-hidden />,
          onClick: () => setLanguage(language),
        })),
        ...(['light', 'dark'] as const).map((scheme) => ({
          id: `theme-${scheme}`,
          label: t('theme.current', { theme: t(`theme.${scheme}`) }),
          leftSection: scheme === 'dark' ? <IconMoon size={18} stroke={1.7} /> : <IconSun size={18} stroke={1.7} />,
          onClick: () => setColorScheme(scheme),
        })),
      ],
    },
  ]

  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      store={paletteStore}
      shortcut={null}
      scrollable
      maxHeight={420}
      radius="lg"
      overlayProps={{ blur: 2, backgroundOpacity: 0.35 }}
      aria-label={t('command.open')}
      nothingFound={t('command.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.8} aria-hidden />,
        placeholder: t('command.placeholder'),
        'aria-label': t('command.open'),
      }}
    />
  )
}
