import { useEffect, useState } from 'react'
import { useSaver } from '../saving/AutosaveContext.ts'

/** Saves the open draft first: what is offered and tried out by the server is what is on the canvas. */
export function useSavedDraft(): 'saving' | 'saved' | 'unsaved' {
  const autosave = useSaver()
  const [state, setState] = useState<'saving' | 'saved' | 'unsaved'>('saving')
  useEffect(() => {
    let isGone = false
    void autosave.flush().then((isSaved) => {
      if (!isGone) setState(isSaved ? 'saved' : 'unsaved')
    })
    return () => {
      isGone = true
    }
  }, [autosave])
  return state
}
