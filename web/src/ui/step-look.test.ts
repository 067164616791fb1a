import { STEP_FAMILIES, STEP_KINDS } from '@couveuse/shared/contract/words'
import { stepKinds } from '@couveuse/shared/kinds/registry'
import { describe, expect, it } from 'vitest'
import { families, stepFamily, stepIcon, stepName } from './step-look.ts'

describe('the look of the kinds of step', () => {
  it.each(STEP_KINDS)('gives "%s" the family that its definition says', (kind) => {
    expect(stepFamily(kind)).toBe(stepKinds[kind].family)
  })

  it('gives each kind an icon and a name of its own', () => {
    expect(new Set(STEP_KINDS.map(stepIcon)).size).toBe(STEP_KINDS.length)
    for (const language of ['en', 'fr'] as const) {
      expect(new Set(STEP_KINDS.map((kind) => stepName(kind, language))).size).toBe(STEP_KINDS.length)
    }
  })

  it('shows every family of the contract, and the entry', () => {
    expect([...families].sort()).toEqual(['entry', ...STEP_FAMILIES].sort())
  })
})
