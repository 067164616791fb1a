import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tally } from './tally.mjs'

let folder
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'couveuse-tally-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function reported(report) {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(report))
  return file
}
const vitest = (numPassedTests, numFailedTests, testResults = []) =>
  reported({ numPassedTests, numFailedTests, numPendingTests: 0, numTodoTests: 0, testResults })
const playwright = (stats, errors = []) =>
  reported({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors })

describe('What a stage counts', () => {
  test('a stage without tests counts as one', () => {
    expect(tally('one', true, '')).toEqual({ passed: 1, failed: 0, skipped: 0 })
    expect(tally('one', false, '')).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
  test('the tests of a report are counted one by one', () => {
    expect(tally('vitest', true, vitest(12, 0))).toEqual({ passed: 12, failed: 0, skipped: 0 })
    expect(tally('vitest', false, vitest(10, 2))).toEqual({ passed: 10, failed: 2, skipped: 0 })
    expect(tally('playwright', false, playwright({ expected: 3, unexpected: 1, skipped: 2 }))).toEqual({
      passed: 3,
      failed: 1,
      skipped: 2,
    })
  })
  test('a test that passes only at the second try has failed', () => {
    expect(tally('playwright', true, playwright({ expected: 3, flaky: 1 })).failed).toBe(1)
  })
  test('a test file that does not even load counts as one failure', () => {
    const file = { status: 'failed', assertionResults: [] }
    expect(tally('vitest', false, vitest(5, 0, [file, file])).failed).toBe(2)
  })
  test('a file whose failed tests are counted is not counted again', () => {
    const file = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    expect(tally('vitest', false, vitest(5, 1, [file])).failed).toBe(1)
  })
  test.each(['vitest', 'playwright'])('%s without a report has failed, whatever its exit code', (counts) => {
    expect(tally(counts, true, join(folder, 'nowhere.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
  test('a report without a single test is a failure', () => {
    expect(tally('vitest', true, vitest(0, 0)).failed).toBe(1)
  })
  test('an exit code that contradicts a clean report is a failure', () => {
    expect(tally('vitest', false, vitest(5, 0)).failed).toBe(1)
    expect(tally('playwright', false, playwright({ expected: 5 })).failed).toBe(1)
  })
})
