import { createContext, useContext } from 'react'
import type { FieldSource } from './fields.ts'

/** What the parts of one condition editor share. */
export interface ConditionContext {
  /** path of the condition inside the form, for its problems */
  readonly field: string
  /** a contact's fields, or the properties of one event */
  readonly on: 'contact' | 'event'
  readonly source: FieldSource
  readonly isReadOnly: boolean
  readonly prefix: string
  /** properties that the event in question is known to have */
  readonly properties: readonly string[]
}

const Context = createContext<ConditionContext | undefined>(undefined)
export const ConditionContextProvider = Context.Provider

export function useCondition(): ConditionContext {
  const context = useContext(Context)
  if (!context) throw new Error('The parts of a condition editor stand inside a ConditionEditor')
  return context
}
