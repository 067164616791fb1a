import { useState } from 'react'
import type { Pages } from './DataTablePager.tsx'

/**
 * Walks a list that is paged by cursor: remembers the cursors of the pages before, and starts anew when `filter` (any text that
 * stands for the filters and the sort in force) changes.
 */
export function useCursorPages(filter: string): {
  /** of the page on screen, for the query; undefined on the first */
  readonly cursor: string | undefined
  /** what the table needs, given the `nextCursor` of the answer */
  readonly pagesOf: (nextCursor: string | null | undefined) => Pages
} {
  const [walked, setWalked] = useState<{ readonly filter: string; readonly cursors: readonly string[] }>({
    filter,
    cursors: [],
  })
  const cursors = walked.filter === filter ? walked.cursors : []
  const go = (next: readonly string[]) => () => setWalked({ filter, cursors: next })
  return {
    cursor: cursors.at(-1),
    pagesOf: (nextCursor) => ({
      onPrevious: cursors.length > 0 ? go(cursors.slice(0, -1)) : undefined,
      onNext: nextCursor ? go([...cursors, nextCursor]) : undefined,
    }),
  }
}
