import { RequestError } from '@couveuse/shared/contract/problem'
import { CRASH_POINTS, type CrashPoint } from '../ports/crash-point.ts'

/** Kills this process, without any good-bye, when `point` is passed for the n-th time. For crash tests. */
export function crashAt({ point, nth }: { readonly point: string; readonly nth: number }): CrashPoint {
  const wanted = CRASH_POINTS.find((name) => name === point)
  if (wanted === undefined) {
    throw new RequestError(
      'wrong_setting',
      `COUVEUSE_CRASH_AT names no point of the pipeline: take one of ${CRASH_POINTS.join(', ')}.`,
      { path: 'COUVEUSE_CRASH_AT' },
    )
  }
  let passed = 0
  return (name) => {
    if (name !== wanted) return
    passed += 1
    if (passed === nth) process.kill(process.pid, 'SIGKILL')
  }
}
