import type { TeamDesk } from '../engine/catalog.ts'

/** Round robin from the first member on, as a replay starts (fine print 179); the least loaded is the one served least. */
export function roundRobinDesk(): TeamDesk {
  const turns = new Map<string, number>()
  const served = new Map<string, number>()
  const serve = (member: string): string => {
    served.set(member, (served.get(member) ?? 0) + 1)
    return member
  }
  return {
    nextInTurn(team, members) {
      const turn = turns.get(team) ?? 0
      turns.set(team, turn + 1)
      return serve(members[turn % members.length] ?? '')
    },
    leastLoaded(_team, members) {
      return serve([...members].sort((a, b) => (served.get(a) ?? 0) - (served.get(b) ?? 0))[0] ?? '')
    },
  }
}
