import type { Icon } from '@tabler/icons-react'
import { useEffect, useId } from 'react'
import { create } from 'zustand'

/** Something the visitor can do by typing its name (Ctrl+K). */
export interface Command {
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly Icon?: Icon
  readonly run: () => void
}

interface CommandBoard {
  readonly byOwner: ReadonlyMap<string, readonly Command[]>
}

const useBoard = create<CommandBoard>(() => ({ byOwner: new Map() }))

/** Offers commands while the calling component is on screen. Give it a memoised list. */
export function usePageCommands(commands: readonly Command[]): void {
  const owner = useId()
  useEffect(() => {
    useBoard.setState(({ byOwner }) => ({ byOwner: new Map(byOwner).set(owner, commands) }))
    return () =>
      useBoard.setState(({ byOwner }) => {
        const left = new Map(byOwner)
        left.delete(owner)
        return { byOwner: left }
      })
  }, [owner, commands])
}

/** All commands of what is on screen now, for the palette. */
export function useOfferedCommands(): readonly Command[] {
  const byOwner = useBoard((board) => board.byOwner)
  return [...byOwner.values()].flat()
}
