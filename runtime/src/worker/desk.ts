import type { TeamDesk } from '@couveuse/shared/engine/catalog'
import type { DeskState } from '../store/turns.ts'

export interface Desk extends TeamDesk {
  /** pointers of the teams whose turn moved */
  moved(): Readonly<Record<string, number>>
}

/** Whose turn it is in each team, beginning with what the store knows and counting on within a batch (fine print 179). */
export function openDesk(state: DeskState): Desk {
  const pointers = new Map(Object.entries(state.pointers))
  const load = new Map(Object.entries(state.load))
  const moved: Record<string, number> = {}
  const give = (member: string): string => {
    load.set(member, (load.get(member) ?? 0) + 1)
    return member
  }
  return {
    nextInTurn(team, members) {
      const given = pointers.get(team) ?? 0
      pointers.set(team, given + 1)
      moved[team] = given + 1
      return give(members[given % members.length] ?? '')
    },
    leastLoaded(_team, members) {
      let least = members[0] ?? ''
      for (const member of members) if ((load.get(member) ?? 0) < (load.get(least) ?? 0)) least = member
      return give(least)
    },
    moved: () => moved,
  }
}

/** For catalogs in which nothing is handed over. */
export const emptyDesk = (): Desk => openDesk({ pointers: {}, load: {} })
