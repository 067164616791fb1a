import type { Migration } from '@couveuse/shared/api/flows'
import type { MigrationOffer, MigrationPlace } from '@couveuse/shared/api/publications'

/** What somebody has chosen for the contacts at one place, as the form holds it. */
export type Fate =
  | { readonly type: 'stay' }
  | { readonly type: 'move'; readonly to: string }
  | { readonly type: 'end'; readonly reason: string }

/** By place; a place that is absent stays. */
export type Fates = ReadonlyMap<string, Fate>

const STAY: Fate = { type: 'stay' }

export const placeKey = ({ version, step }: Pick<MigrationPlace, 'version' | 'step'>): string => `${version} ${step}`

export const fateAt = (fates: Fates, place: MigrationPlace): Fate => fates.get(placeKey(place)) ?? STAY

export function withFate(fates: Fates, place: MigrationPlace, fate: Fate): Fates {
  return new Map([...fates, [placeKey(place), fate]])
}

/** Everybody whose step is still there goes on there in the new version; the others stay. */
export function everybodyMoves({ places }: MigrationOffer): Fates {
  return new Map(
    places.flatMap((place): [string, Fate][] =>
      place.goesOn ? [[placeKey(place), { type: 'move', to: place.step }]] : [],
    ),
  )
}

/** Which of the two quick answers the choices amount to; undefined = choices of its own. */
export function quickAnswer(offer: MigrationOffer, fates: Fates): 'stay' | 'move' | undefined {
  const moving = everybodyMoves(offer)
  const isSame = (wanted: Fates): boolean =>
    offer.places.every((place) => JSON.stringify(fateAt(fates, place)) === JSON.stringify(fateAt(wanted, place)))
  if (isSame(new Map())) return 'stay'
  return isSame(moving) ? 'move' : undefined
}

/** The choices as the server takes them; undefined while a reason is still missing. */
export function planOf(offer: MigrationOffer, fates: Fates): Migration | undefined {
  const plan: Record<string, Record<string, { to: string } | { end: string }>> = {}
  for (const place of offer.places) {
    const fate = fateAt(fates, place)
    if (fate.type === 'stay') continue
    const reason = fate.type === 'end' ? fate.reason.trim() : ''
    if (fate.type === 'end' && reason === '') return undefined
    const choice = fate.type === 'move' ? { to: fate.to } : { end: reason }
    plan[place.version] = { ...plan[place.version], [place.step]: choice }
  }
  return plan
}

/** How many contacts meet each fate. */
export function fatesInNumbers(offer: MigrationOffer, fates: Fates): { stay: number; move: number; end: number } {
  const sums = { stay: 0, move: 0, end: 0 }
  for (const place of offer.places) sums[fateAt(fates, place).type] += place.waiting + place.failed
  return sums
}
