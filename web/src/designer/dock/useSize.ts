import { useLocalStorage } from '@mantine/hooks'

/** The size of a panel in px, remembered by this browser. */
export function useSize(
  key: string,
  usual: number,
  { least, most }: { readonly least: number; readonly most: number },
): readonly [number, (size: number) => void] {
  const [size, setSize] = useLocalStorage<number>({ key, defaultValue: usual, getInitialValueInEffect: false })
  const isSize = typeof size === 'number' && Number.isFinite(size)
  return [isSize ? Math.max(least, Math.min(most, size)) : usual, setSize]
}
