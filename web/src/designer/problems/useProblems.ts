import type { Problem } from '@couveuse/shared/contract/problem'
import { checkFlow } from '@couveuse/shared/flow/check'
import type { Flow } from '@couveuse/shared/flow/schema'
import { useEffect } from 'react'
import type { Workspace } from '../../steps/workspace.ts'
import { useDesignerStore } from '../store/DesignerContext.ts'
import { shownFlow } from '../store/designer-store.ts'

/** How long after the last change the flow is checked. */
const PAUSE = 250
const AT_LATEST = 1_000

/**
 * Keeps what `check` says about the flow on screen up to date. It waits until nothing changes for a moment and then for
 * an idle one: typing and dragging come first.
 */
export function useProblems(workspace: Workspace | undefined): void {
  const store = useDesignerStore()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let cancelIdle: (() => void) | undefined
    const check = (): void => {
      const state = store.getState()
      const problems = problemsOf(shownFlow(state), workspace)
      if (JSON.stringify(problems) !== JSON.stringify(state.problems)) state.setView({ problems })
    }
    const soon = (): void => {
      clearTimeout(timer)
      cancelIdle?.()
      timer = setTimeout(() => {
        cancelIdle = whenIdle(check)
      }, PAUSE)
    }
    cancelIdle = whenIdle(check)
    const unsubscribe = store.subscribe((state, before) => {
      if (shownFlow(state) !== shownFlow(before)) soon()
    })
    return () => {
      unsubscribe()
      clearTimeout(timer)
      cancelIdle?.()
    }
  }, [store, workspace])
}

/** Without the workspace its names are taken on trust (fine print 34). */
export function problemsOf(flow: Flow, workspace: Workspace | undefined): readonly Problem[] {
  const found = workspace ? checkFlow(flow, { settings: workspace.settings }) : checkFlow(flow)
  return workspace ? [...found, ...unknownFlows(flow, workspace)] : found
}

/** `check` wants whole flows to look their names up in; the designer knows only what the others are called. */
function unknownFlows(flow: Flow, { flows }: Workspace): Problem[] {
  return Object.entries(flow.steps).flatMap(([step, { kind, ...params }]): Problem[] => {
    const key = kind === 'nurture' && 'flow' in params ? params.flow : undefined
    if (typeof key !== 'string' || key === flow.key || flows.some((one) => one.key === key)) return []
    const message = key === '' ? 'no flow is chosen' : `there is no flow "${key}" in the workspace`
    return [{ code: 'unknown_flow', level: 'error', step, field: 'flow', message, fix: 'Choose a flow.' }]
  })
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: AT_LATEST })
  return () => cancelIdleCallback(handle)
}
