import { LANGUAGES } from '@couveuse/shared/contract/words'
import { Button, Menu, VisuallyHidden } from '@mantine/core'
import { IconLanguage } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isLanguage } from '../i18n/language.ts'
import { useLanguage } from '../i18n/useLanguage.ts'

/** Says in which language the product speaks, each by its own name. */
export function LanguageSwitch() {
  const { t } = useTranslation()
  const { language, setLanguage } = useLanguage()
  return (
    <Menu>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          px={8}
          h={34}
          leftSection={<IconLanguage size={19} stroke={1.7} aria-hidden />}
          styles={{ section: { marginInlineEnd: 6 } }}
        >
          {language.toUpperCase()}
          <VisuallyHidden>, {t('language.switchTo', { language: t(`language.${language}`) })}</VisuallyHidden>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language} onChange={(value) => isLanguage(value) && setLanguage(value)}>
          {LANGUAGES.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick lang={one}>
              {t(`language.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
