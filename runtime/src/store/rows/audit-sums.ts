import type { AuditFinding } from '../operations.ts'
import type { Dictionary } from './dictionary.ts'
import { LAST_OPEN_STATUS, statusNumber, statusOf } from './enrollment-codec.ts'

/** Findings of one type that are told; the first say enough. */
export const MOST_FINDINGS = 100
const RESTING = 0
const FAILED_HERE = 1
const LEFT = 2
const FAILED = statusNumber('failed')

/** Enrollments of one stretch of the table that are alike; `begun` of their visits are not in the journal yet. */
export interface EnrollmentSum {
  readonly flow: number
  readonly version: number
  readonly status: number
  /** null unless open */
  readonly step: number | null
  readonly n: number
  /** visits as the enrollments number them */
  readonly numbered: number
  readonly begun: number
}
export interface VisitSum {
  readonly flow: number
  readonly step: number
  /** 0 = none */
  readonly outlet: number
  readonly n: number
}

/** What counters say on one side, what rows say on the other. */
export interface AuditSums {
  /** of `enrollment_counts` */
  countEnrollments(row: { flow: number; version: number; status: number; n: number }): void
  /** of `step_counts` */
  countSteps(row: { flow: number; version: number; step: number; measure: number; outlet: number; n: number }): void
  /** of `erased_enrollments` */
  addErased(row: { flow: number; version: number; status: number; n: number }): void
  /** of `folded_visits` */
  addFolded(row: VisitSum & { erased: number }): void
  addEnrollments(row: EnrollmentSum): void
  addVisits(row: VisitSum): void
  findings(dictionary: Dictionary): readonly AuditFinding[]
}

/** Adds both sides up, row by row, and tells where they differ. */
export function auditSums(): AuditSums {
  const enrollments = new Comparison()
  const places = new Comparison()
  const visits = new Comparison()
  const sequence = new Comparison()
  return {
    countEnrollments: ({ flow, version, status, n }) => enrollments.count(n, flow, version, status),
    countSteps({ flow, version, step, measure, outlet, n }) {
      if (measure === LEFT) visits.count(n, flow, step, outlet)
      else places.count(n, flow, version, step, measure)
    },
    addErased: ({ flow, version, status, n }) => enrollments.find(n, flow, version, status),
    addFolded({ flow, step, outlet, erased, n }) {
      if (step !== 0) visits.find(n, flow, step, outlet)
      if (erased === 0) sequence.find(n, flow)
    },
    addEnrollments({ flow, version, status, step, n, numbered, begun }) {
      enrollments.find(n, flow, version, status)
      sequence.count(numbered, flow)
      sequence.find(begun, flow)
      if (step !== null && status <= LAST_OPEN_STATUS)
        places.find(n, flow, version, step, status === FAILED ? FAILED_HERE : RESTING)
    },
    addVisits({ flow, step, outlet, n }) {
      visits.find(n, flow, step, outlet)
      sequence.find(n, flow)
    },
    findings: ({ words, flows }) => [
      ...enrollments.differences(([flow, version, status], sums): AuditFinding => {
        return { type: 'enrollments', flow: flows.keyOf(flow), version, status: statusOf(status), ...sums }
      }),
      ...places.differences(([flow, version, step, measure], sums): AuditFinding => {
        const place = { flow: flows.keyOf(flow), version, step: words.wordOf(step) }
        return { type: 'places', ...place, measure: measure === RESTING ? 'resting' : 'failed', ...sums }
      }),
      ...visits.differences(([flow, step, outlet], sums): AuditFinding => {
        const place = { flow: flows.keyOf(flow), step: words.wordOf(step) }
        return { type: 'visits', ...place, outlet: outlet === 0 ? null : words.wordOf(outlet), ...sums }
      }),
      ...sequence.differences(([flow], sums): AuditFinding => {
        return { type: 'sequence', flow: flows.keyOf(flow), ...sums }
      }),
    ],
  }
}

type Key = readonly [number, number, number, number]

/** Two sums by the same keys of small numbers. */
class Comparison {
  readonly #sums = new Map<string, { counted: number; found: number }>()

  #at(key: readonly number[]): { counted: number; found: number } {
    const text = key.join(' ')
    const known = this.#sums.get(text) ?? { counted: 0, found: 0 }
    this.#sums.set(text, known)
    return known
  }

  count(by: number, ...key: readonly number[]): void {
    this.#at(key).counted += by
  }

  find(by: number, ...key: readonly number[]): void {
    this.#at(key).found += by
  }

  differences<T>(tell: (key: Key, sums: { counted: number; found: number }) => T): T[] {
    return [...this.#sums]
      .filter(([, { counted, found }]) => counted !== found)
      .slice(0, MOST_FINDINGS)
      .map(([text, sums]) => {
        const [a = 0, b = 0, c = 0, d = 0] = text.split(' ').map(Number)
        return tell([a, b, c, d], sums)
      })
  }
}
