import { useLocalStorage, useMediaQuery } from '@mantine/hooks'

/** Whether the menu shows icons alone: by the width of the window, until the visitor has said what they want. */
export function useNavigationWidth(): { isCollapsed: boolean; toggle: () => void } {
  const isNarrowWindow = useMediaQuery('(max-width: 1120px)', undefined, { getInitialValueInEffect: false })
  const [choice, setChoice] = useLocalStorage<'wide' | 'narrow' | 'auto'>({
    key: 'couveuse.nav',
    defaultValue: 'auto',
    getInitialValueInEffect: false,
  })
  const isCollapsed = choice === 'auto' ? isNarrowWindow : choice === 'narrow'
  return { isCollapsed, toggle: () => setChoice(isCollapsed ? 'wide' : 'narrow') }
}
