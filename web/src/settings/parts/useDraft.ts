import { useState } from 'react'

export interface Draft<T> {
  readonly value: T | undefined
  readonly isChanged: boolean
  set(value: T): void
  discard(): void
}

/** A copy of what the server has that can be changed, and forgotten again. Follows the server while nothing is changed. */
export function useDraft<T>(stored: T | undefined): Draft<T> {
  const [changed, setChanged] = useState<T>()
  return {
    value: changed ?? stored,
    isChanged: changed !== undefined && JSON.stringify(changed) !== JSON.stringify(stored),
    set: setChanged,
    discard: () => setChanged(undefined),
  }
}
