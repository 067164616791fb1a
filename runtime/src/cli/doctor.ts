import { INVARIANTS } from '@couveuse/shared/api/operations'
import { readConfig } from '../config.ts'
import { type Examination, examine } from '../operations/examine.ts'
import { INVARIANT_WORDS } from '../operations/invariant-words.ts'
import { judgeFinding } from '../operations/invariants.ts'
import { rememberAudit } from '../operations/watch.ts'
import { openAlone, openInspection, type StorePlace } from '../store/open-store.ts'
import type { Printer } from './printer.ts'

interface Diagnosis extends Examination {
  readonly database: string
  readonly isRunning: boolean
  readonly repaired: number
}

/**
 * `couveuse doctor`: looks at every invariant, beside a runtime that goes on. With `--repair`, and nobody else at work,
 * sets counters right and wakes contacts that nothing would wake. Exit 1 where something does not hold.
 */
export async function doctor(
  options: { readonly json: boolean; readonly repairs: boolean },
  print: Printer,
  now: () => number,
): Promise<number> {
  const place = readConfig()
  const diagnosis = options.repairs ? await repair(place, now()) : await look(place, now())
  if (options.json) {
    const { findings: _, ...told } = diagnosis
    print.json({
      ...told,
      invariants: INVARIANTS.map((invariant) => ({ invariant, state: stateOf(invariant, diagnosis) })),
    })
  } else tell(diagnosis, print)
  return diagnosis.violations.length > 0 ? 1 : 0
}

async function look(place: StorePlace, now: number): Promise<Diagnosis> {
  const { store, name, isInUse } = await openInspection(place, now)
  try {
    return { database: name, isRunning: isInUse, repaired: 0, ...(await examine(store, { now, isRunning: isInUse })) }
  } finally {
    await store.close()
  }
}

async function repair(place: StorePlace, now: number): Promise<Diagnosis> {
  const { store, name } = await openAlone(place, now)
  try {
    const before = await examine(store, { now, isRunning: false })
    const repaired = await store.operations.repair(before.findings, now)
    const after = repaired > 0 ? await examine(store, { now, isRunning: false }) : before
    // Or the next start would go on telling what is mended.
    await rememberAudit(store.announcements, { at: now, tookMs: 0, violations: after.findings.map(judgeFinding) })
    return { database: name, isRunning: false, repaired, ...after }
  } finally {
    await store.close()
  }
}

function stateOf(
  invariant: (typeof INVARIANTS)[number],
  { violations, skipped }: Examination,
): 'holds' | 'violated' | 'skipped' {
  if (violations.some((violation) => violation.invariant === invariant)) return 'violated'
  return skipped.includes(invariant) ? 'skipped' : 'holds'
}

const SIGNS = { holds: 'ok     ', violated: 'BROKEN ', skipped: '-      ' } as const

function tell(diagnosis: Diagnosis, print: Printer): void {
  const { database, isRunning, violations, repaired } = diagnosis
  print.line(
    `${database}: ${isRunning ? 'a runtime is at work on it' : 'no runtime is at work on it, so nobody is late'}`,
  )
  for (const invariant of INVARIANTS) {
    const state = stateOf(invariant, diagnosis)
    print.line(`  ${SIGNS[state]} ${INVARIANT_WORDS[invariant]} [${invariant}]`)
    for (const { message, wayOut } of violations.filter((violation) => violation.invariant === invariant)) {
      print.line(`            ${message}`)
      print.line(`            -> ${wayOut}`)
    }
  }
  if (repaired > 0) print.line(`${repaired} findings were repaired.`)
  print.line(
    violations.length === 0
      ? 'Everything holds.'
      : `${violations.length} violations; docs/operations.md has a page for each.`,
  )
}
