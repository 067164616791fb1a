import { checkFlow } from '@couveuse/shared/flow/check'
import type { Flow } from '@couveuse/shared/flow/schema'
import { judge } from '@couveuse/shared/simulate/expectations'
import { play } from './play.ts'
import { moveClock, type Session } from './session.ts'

/** One expectation of a scenario file, judged. A file's entry with several keys is told as one verdict per key. */
export interface Verdict {
  /** place in the file's `expect`, and the key there: unique */
  readonly id: string
  /** what is expected of: `path`, `message`, `score` … */
  readonly key: string
  readonly isMet: boolean
  readonly expected: unknown
  /** for a message that was not found, the one that comes nearest; null when there is none at all */
  readonly actual: unknown
}

export interface Judgement {
  readonly untilAt: number
  readonly verdicts: readonly Verdict[]
}

/** Judges the expectations of the file that the session was opened from, at the end of that file, as the CLI does. */
export function* judgeSession(flow: Flow, session: Session): Generator<undefined, Judgement | undefined> {
  const { expected, settings, otherFlows } = session.setup
  if (!expected) return undefined
  const { transcript: told, warnings } = yield* play(flow, moveClock(session, expected.untilAt))
  const problems = [...checkFlow(flow, { settings, flows: [flow, ...otherFlows] }), ...warnings]
  const transcript = { ...told, problems }
  const failures = judge(expected.expect, transcript)
  const found = new Map<string, unknown>(Object.entries(transcript))
  const verdicts = expected.expect.flatMap((expectation, index) =>
    Object.entries(expectation).map(([key, wanted]): Verdict => {
      const failure = failures.find((one) => one.expect === index && one.key === key)
      const actual = key === 'message' ? nearest(wanted, transcript.messages) : found.get(key)
      return { id: `${index}:${key}`, key, isMet: !failure, expected: wanted, actual: actual ?? null }
    }),
  )
  return { untilAt: expected.untilAt, verdicts }
}

/** The message that has most in common with the one asked for, cut to the parts asked for. */
function nearest(wanted: unknown, messages: readonly Readonly<Record<string, unknown>>[]): unknown {
  if (!isRecord(wanted)) return undefined
  const keys = Object.keys(wanted)
  const alike = (message: Readonly<Record<string, unknown>>): number =>
    keys.filter((key) => JSON.stringify(message[key]) === JSON.stringify(wanted[key])).length +
    (message.step === wanted.step ? keys.length : 0)
  const best = messages.toSorted((a, b) => alike(b) - alike(a))[0]
  if (!best) return undefined
  return Object.fromEntries(keys.map((key) => [key, best[key] ?? null]))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
