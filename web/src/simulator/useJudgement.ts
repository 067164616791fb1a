import type { Flow } from '@couveuse/shared/flow/schema'
import { useCallback } from 'react'
import type { Session } from './session.ts'
import { useSlices } from './useSlices.ts'
import { type Judgement, judgeSession } from './verdicts.ts'

/** The expectations of the opened scenario, judged anew whenever the flow or what was done changes - not when the clock moves. */
export function useJudgement(flow: Flow, { setup, actions }: Session): Judgement | undefined {
  const deeds = JSON.stringify(actions.flatMap(({ deed, at }) => (deed ? [[at, deed]] : [])))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `deeds` stands for the actions without the clock's
  const { value } = useSlices(useCallback(() => judgeSession(flow, { setup, actions }), [flow, setup, deeds]))
  return setup.expected ? value : undefined
}
