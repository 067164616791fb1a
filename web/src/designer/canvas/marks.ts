import type { FlowLive } from '@couveuse/shared/api/live'
import type { Problem } from '@couveuse/shared/contract/problem'
import type { Highlight } from '../../steps/highlight.ts'

/*
 * What stands on cards and ways besides the draft, looked up per step. Each is worked out once per state of its source, so
 * that hundreds of cards may ask.
 */

export interface StepProblems {
  readonly level: Problem['level']
  readonly errors: number
  readonly warnings: number
}

const byStep = new WeakMap<readonly Problem[], ReadonlyMap<string, StepProblems>>()

/** What `check` found at a step; notes alone are no reason to mark its card. */
export function problemsAt(problems: readonly Problem[], step: string): StepProblems | undefined {
  let known = byStep.get(problems)
  if (!known) {
    const found = new Map<string, StepProblems>()
    for (const { step: id, level } of problems) {
      if (id === undefined || level === 'info') continue
      const { errors = 0, warnings = 0 } = found.get(id) ?? {}
      const next = { errors: errors + (level === 'error' ? 1 : 0), warnings: warnings + (level === 'warning' ? 1 : 0) }
      found.set(id, { ...next, level: next.errors > 0 ? 'error' : 'warning' })
    }
    known = found
    byStep.set(problems, known)
  }
  return known.get(step)
}

export interface LiveCounts {
  readonly resting: number
  readonly failed: number
  readonly outlets: Readonly<Record<string, number>>
}

const liveBySteps = new WeakMap<FlowLive, Map<number | 'all', ReadonlyMap<string, LiveCounts>>>()

/** How many stand at a step and went through it: in one version, or in all of them together. */
export function liveAt(live: FlowLive, step: string, version: number | 'all'): LiveCounts | undefined {
  const known = liveBySteps.get(live) ?? new Map<number | 'all', ReadonlyMap<string, LiveCounts>>()
  liveBySteps.set(live, known)
  let counts = known.get(version)
  if (!counts) {
    const sums = new Map<string, LiveCounts>()
    for (const one of live.versions) {
      if (version !== 'all' && one.version !== version) continue
      for (const [id, { resting, failed, outlets }] of Object.entries(one.steps)) {
        const sum = sums.get(id)
        const passed = { ...sum?.outlets }
        for (const [outlet, count] of Object.entries(outlets)) passed[outlet] = (passed[outlet] ?? 0) + count
        sums.set(id, { resting: resting + (sum?.resting ?? 0), failed: failed + (sum?.failed ?? 0), outlets: passed })
      }
    }
    counts = sums
    known.set(version, counts)
  }
  return counts.get(step)
}

interface Lit {
  readonly steps: ReadonlySet<string>
  readonly outlets: ReadonlySet<string>
}
const lit = new WeakMap<Highlight, Lit>()

function litBy(highlight: Highlight): Lit {
  const known = lit.get(highlight)
  if (known) return known
  const made = {
    steps: new Set(highlight.visits.map(({ step }) => step)),
    outlets: new Set(highlight.visits.flatMap(({ step, outlet }) => (outlet === null ? [] : [`${step}:${outlet}`]))),
  }
  lit.set(highlight, made)
  return made
}

export type Light = 'current' | 'visited' | 'dark' | undefined

/** How a card looks while a trip is replayed; undefined while none is. */
export function lightOf(highlight: Highlight | undefined, step: string): Light {
  if (!highlight) return undefined
  if (highlight.current === step) return 'current'
  return litBy(highlight).steps.has(step) ? 'visited' : 'dark'
}

/** Has the replayed trip gone this way? `way` is `<step>:<outlet>`. */
export function wayLight(highlight: Highlight | undefined, way: string): Light {
  if (!highlight) return undefined
  if (way.startsWith('@')) return highlight.visits.length > 0 ? 'visited' : 'dark'
  return litBy(highlight).outlets.has(way) ? 'visited' : 'dark'
}
