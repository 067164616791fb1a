import type { Condition } from '../conditions/schema.ts'
import type { Routing, RoutingTarget } from '../contract/environment.ts'
import type { TurnDraft } from './turn-draft.ts'

type Simple = 'round_robin' | 'owner' | 'least_loaded'

/**
 * Who takes a lead over (fine print 107, 158, 159). A rule may name a team, whose next member takes it, or a person;
 * an unknown or empty team leaves the lead in the team's queue.
 */
export function assign(
  draft: TurnDraft,
  team: string,
  routing: Routing,
  holds: (condition: Condition) => boolean,
): string | undefined {
  if (typeof routing === 'string') return assignInTeam(draft, team, routing)
  const rule = routing.rules.find(({ when }) => holds(when))
  if (!rule) return assignInTeam(draft, team, routing.else ?? 'round_robin')
  return assignTo(draft, rule.to)
}

function assignTo(draft: TurnDraft, to: RoutingTarget): string | undefined {
  if (typeof to === 'string') {
    return Object.hasOwn(draft.catalog.settings.teams, to) ? assignInTeam(draft, to, 'round_robin') : to
  }
  return 'user' in to ? to.user : assignInTeam(draft, to.team, 'round_robin')
}

function assignInTeam(draft: TurnDraft, team: string, how: Simple): string | undefined {
  const owner = draft.contact.fields.owner
  if (how === 'owner' && typeof owner === 'string' && owner.trim() !== '') return owner.trim()
  const { teams } = draft.catalog.settings
  const members = Object.hasOwn(teams, team) ? (teams[team]?.members ?? []) : []
  if (members.length === 0) return undefined
  return how === 'least_loaded' ? draft.desk.leastLoaded(team, members) : draft.desk.nextInTurn(team, members)
}
