import { useState } from 'react'
import type { Pages } from '../ui/DataTablePager.tsx'

/**
 * Pages by cursor whose place is in the address, so that a page can be reloaded and sent to a colleague. The API only walks
 * forward: the way back is remembered while the page is open, and somebody who came by a link goes back to the first page.
 */
export function usePagesInAddress(
  cursor: string | undefined,
  go: (cursor: string | undefined) => void,
): (nextCursor: string | null | undefined) => Pages {
  const [before, setBefore] = useState<Readonly<Record<string, string | undefined>>>({})
  return (next) => ({
    onPrevious: cursor === undefined ? undefined : () => go(before[cursor]),
    onNext: next
      ? () => {
          setBefore((known) => ({ ...known, [next]: cursor }))
          go(next)
        }
      : undefined,
  })
}
