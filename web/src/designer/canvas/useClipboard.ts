import { copySteps, pasteSteps, readClip } from '@couveuse/shared/flow/copy-steps'
import { type RefObject, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesignerStore } from '../store/DesignerContext.ts'
import { knownPlaces } from '../store/places.ts'
import { GRID } from './card-size.ts'
import { asLayout } from './layout.ts'
import { isStepNode } from './node-ids.ts'

/** Copy, cut and paste of the selected steps through the system's clipboard: also into another flow, or another window. */
export function useClipboard(root: RefObject<HTMLElement | null>): void {
  const store = useDesignerStore()
  const { t } = useTranslation('designer')
  useEffect(() => {
    let pasted = 0
    /** The keys are meant for the canvas: nobody is typing, and no text is marked. */
    const isOurs = (): boolean => {
      const active = document.activeElement
      const isHere = active === document.body || root.current?.contains(active) === true
      const isTyping = active instanceof HTMLElement && active.closest('input, textarea, [contenteditable]') !== null
      return isHere && !isTyping && getSelection()?.type !== 'Range'
    }
    const copy = (event: ClipboardEvent): boolean => {
      const { flow, selection, setView } = store.getState()
      const clip = copySteps({ ...flow, layout: asLayout(knownPlaces(flow)) }, [...selection].filter(isStepNode))
      if (!clip || !isOurs()) return false
      event.clipboardData?.setData('text/plain', JSON.stringify(clip, null, 2))
      event.preventDefault()
      pasted = 0
      setView({ announcement: t('say.copied', { count: Object.keys(clip.steps).length }) })
      return true
    }
    const onCut = (event: ClipboardEvent): void => {
      const { selection, edit, select, viewed } = store.getState()
      if (viewed || !copy(event)) return
      edit({ type: 'remove_steps', ids: [...selection].filter(isStepNode) })
      select([])
    }
    const onPaste = (event: ClipboardEvent): void => {
      const { flow, edit, select, setView, viewed } = store.getState()
      const clip = isOurs() && !viewed ? readClip(event.clipboardData?.getData('text/plain') ?? '') : undefined
      if (!clip) return
      event.preventDefault()
      pasted += 1
      const offset = [pasted * 2 * GRID, pasted * 2 * GRID] as const
      store.endGroup()
      edit({ type: 'paste', clip, offset })
      const { ids } = pasteSteps(flow, clip, offset)
      select(ids)
      setView({ announcement: t('say.pasted', { count: ids.length }) })
    }
    const onCopy = (event: ClipboardEvent): void => void copy(event)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCut)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCut)
      document.removeEventListener('paste', onPaste)
    }
  }, [store, root, t])
}
