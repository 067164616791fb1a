import { RequestError } from '@couveuse/shared/contract/problem'
import { diffFlows } from '@couveuse/shared/flow/diff'
import { type Flow, readFlow } from '@couveuse/shared/flow/schema'
import { readScenario } from '@couveuse/shared/simulate/read-scenario'
import type { Action, Deed, Session } from './session.ts'

export type OpenedScenario =
  | {
      readonly ok: true
      readonly session: Session
      /** how the flow of the file relates to the one it is replayed with, the one on the canvas */
      readonly flow: 'same' | 'changed' | 'another'
      /** of the file's flow */
      readonly flowKey: string
    }
  /** `message` names the place and the way out, in English, as the CLI would */
  | { readonly ok: false; readonly code: string; readonly message: string }

/**
 * Reads a scenario file (FLOW-DSL §8) as a session that stands at the file's end, to be replayed with the flow on the
 * canvas: its own flow is only compared. Everything else - contact, settings, other flows - is the file's.
 */
export function openScenario(text: string, flow: Flow): OpenedScenario {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { ok: false, code: 'not_json', message: error instanceof Error ? error.message : String(error) }
  }
  try {
    return toSession(json, flow)
  } catch (error) {
    if (error instanceof RequestError) return { ok: false, code: error.code, message: error.message }
    throw error
  }
}

function toSession(json: unknown, flow: Flow): OpenedScenario {
  const scenario = readScenario(json, flow.timezone)
  const { settings, contact, startAt, isByTrigger, webhooks, untilAt, expect, name } = scenario
  const inFileOrder = [...scenario.do].sort((a, b) => a.index - b.index)
  const deeds = inFileOrder.map(({ at, entry }, index): Action => {
    const { at: _, ...deed } = entry
    return { id: index + 1, at, deed: deed satisfies Deed, movesClock: false }
  })
  const otherFlows = scenario.otherFlows.map((other, index) => requireFlow(other, `workspace.flows[${index}]`))
  return {
    ok: true,
    ...compare(scenario.flow, flow),
    session: {
      setup: {
        ...(name === undefined ? {} : { name }),
        settings,
        otherFlows: otherFlows.filter(({ key }) => key !== flow.key),
        contact,
        startAt,
        isByTrigger,
        webhooks,
        ...(expect.length === 0 ? {} : { expected: { untilAt, expect } }),
      },
      actions: [...deeds, { id: deeds.length + 1, at: untilAt, movesClock: true }],
    },
  }
}

function requireFlow(json: unknown, path: string): Flow {
  const read = readFlow(json)
  if (read.ok) return read.flow
  const [problem] = read.problems
  throw new RequestError(problem?.code ?? 'bad_flow', `${path}: ${problem?.message ?? 'this is not a flow'}`, { path })
}

function compare(named: string | Readonly<Record<string, unknown>>, flow: Flow) {
  if (typeof named === 'string') {
    const isKey = !named.endsWith('.json')
    return { flowKey: named, flow: isKey && named !== flow.key ? 'another' : 'same' } as const
  }
  const read = readFlow(named)
  const flowKey = read.ok ? read.flow.key : String(named.key)
  if (flowKey !== flow.key) return { flowKey, flow: 'another' } as const
  const isSame = read.ok && diffFlows(read.flow, flow).length === 0
  return { flowKey, flow: isSame ? 'same' : 'changed' } as const
}
