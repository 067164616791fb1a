import { localStorageColorSchemeManager, MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { cssVariablesResolver, theme } from './theme.ts'

/** The key is read by the first-paint script in public/ too. */
const colorSchemes = localStorageColorSchemeManager({ key: 'couveuse.theme' })

/** The product's look; Mantine's icon-only buttons get their names in the language on screen. `isTest` leaves out motion. */
export function Look({ isTest = false, children }: { isTest?: boolean; children: ReactNode }) {
  const { t } = useTranslation('ui')
  const close = t('close')
  const clear = t('clear')
  const spoken = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: {
          CloseButton: { defaultProps: { 'aria-label': close } },
          InputClearButton: { defaultProps: { 'aria-label': clear } },
        },
      }),
    [close, clear],
  )
  return (
    <MantineProvider
      theme={spoken}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemes}
      defaultColorScheme="auto"
      env={isTest ? 'test' : 'default'}
    >
      {children}
    </MantineProvider>
  )
}
