// Reads what a stage left behind and says how many tests passed and failed. A report that is missing, or an exit code
// that contradicts it, is a failure: green means that something ran and said so.
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

function vitest(report) {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

function playwright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + (report.errors ?? []).length, skipped }
}

const READERS = { vitest, playwright }

/**
 * @param {'one' | 'vitest' | 'playwright'} counts
 * @param {boolean} succeeded exit code 0, in time
 * @param {string} reportFile where the JSON report was to be written
 * @returns {Count}
 */
export function tally(counts, succeeded, reportFile) {
  const one = succeeded ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
  if (counts === 'one') return one
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0 }
  const count = READERS[counts](JSON.parse(readFileSync(reportFile, 'utf8')))
  const contradicts = !succeeded && count.failed === 0
  const isEmpty = count.passed + count.failed === 0
  return { ...count, failed: count.failed + (contradicts || isEmpty ? 1 : 0) }
}
