import { createContext, useContext } from 'react'
import type { Autosave } from './autosave.ts'

const Context = createContext<Autosave | undefined>(undefined)
export const AutosaveProvider = Context.Provider

export function useSaver(): Autosave {
  const autosave = useContext(Context)
  if (!autosave) throw new Error('The designer saves its draft through an AutosaveProvider')
  return autosave
}
