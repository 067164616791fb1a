import { useHotkeys } from '@mantine/hooks'
import { useSpotlight } from '@mantine/spotlight'
import { lazy, Suspense, useState } from 'react'
import { palette, paletteStore } from './palette.ts'

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }))

/** Ctrl+K, from wherever the keyboard is. The palette itself comes when it is wanted for the first time. */
export function LazyCommandPalette() {
  const { opened } = useSpotlight(paletteStore)
  const [isWanted, setWanted] = useState(false)
  if (opened && !isWanted) setWanted(true)
  useHotkeys([['mod+K', palette.toggle]], [], true)
  return isWanted ? (
    <Suspense>
      <CommandPalette />
    </Suspense>
  ) : null
}
