import type { Flow } from '@couveuse/shared/flow/schema'
import { useMemo } from 'react'
import type { Session } from './session.ts'
import { type Judgement, judgeSession } from './verdicts.ts'

/** The expectations of the opened scenario, judged anew whenever the flow or what was done changes - not when the clock moves. */
export function useJudgement(flow: Flow, session: Session): Judgement | undefined {
  const { setup, actions } = session
  const deeds = JSON.stringify(actions.flatMap(({ deed, at }) => (deed ? [[at, deed]] : [])))
  // biome-ignore lint/correctness/useExhaustiveDependencies: `deeds` stands for the actions without the clock's
  return useMemo(() => judgeSession(flow, { setup, actions }), [flow, setup, deeds])
}
