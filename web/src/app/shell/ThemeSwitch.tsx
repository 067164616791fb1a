import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const schemes = [
  { name: 'light', Icon: IconSun },
  { name: 'dark', Icon: IconMoon },
  { name: 'auto', Icon: IconDeviceDesktop },
] as const

/** Light, dark, or whatever the visitor's system says. */
export function ThemeSwitch() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = schemes.find(({ name }) => name === colorScheme) ?? schemes[2]
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size={34} aria-label={t('theme.current', { theme: t(`theme.${current.name}`) })}>
          <current.Icon size={19} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={current.name}
          onChange={(value) => {
            const chosen = schemes.find(({ name }) => name === value)
            if (chosen) setColorScheme(chosen.name)
          }}
        >
          {schemes.map(({ name, Icon }) => (
            <Menu.RadioItem
              key={name}
              value={name}
              closeMenuOnClick
              rightSection={<Icon size={16} stroke={1.7} aria-hidden />}
            >
              {t(`theme.${name}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
