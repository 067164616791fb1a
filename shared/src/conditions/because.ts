import type { Json } from '../contract/json.ts'

/** Why a condition held or did not: the tree of FLOW-DSL §3 "because" (fine print 47). */
export interface Because {
  readonly holds: boolean
  readonly combinator: 'and' | 'or'
  readonly not?: true
  readonly rules: readonly (RuleBecause | Because)[]
}
export interface RuleBecause {
  readonly field: string
  readonly operator: string
  readonly value?: Json
  /** what was found: the value compared, null when missing; for events the number counted */
  readonly seen: Json
  readonly holds: boolean
}
