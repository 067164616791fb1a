import type { Flow } from '@couveuse/shared/flow/schema'
import type { ScenarioContact } from '@couveuse/shared/simulate/scenario'
import { effectiveZone } from '@couveuse/shared/time/zone'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Workspace } from '../steps/workspace.ts'
import { inventContact } from './invent-contact.ts'
import { publishedFlowsQuery } from './queries.ts'
import { changeSetup, type Session, startSession } from './session.ts'
import { usualStart } from './usual-start.ts'

/** A session with where its parts come from: what is not the file's follows the workspace. */
export interface Sitting {
  readonly session: Session
  /** settings and other flows are those of an opened scenario file */
  readonly isOfFile: boolean
  readonly withOtherFlows: boolean
  /** name of the contact of the workspace it is played with, if it is one */
  readonly realContact?: string
}

/** Sittings outlive the panel: closing it to look at a step, and opening it again, goes on where one was. */
const sittings = new Map<string, Sitting>()

export interface SessionControl {
  readonly sitting: Sitting
  /** with the settings and flows in force */
  readonly session: Session
  /** the other flows are wanted and not there yet, or cannot be had */
  readonly otherFlows: { readonly isPending: boolean; readonly error: unknown }
  change(change: (session: Session) => Session): void
  put(change: Partial<Sitting>): void
  /** plays with another contact; `realContact` is the name of one of the workspace */
  choose(contact: ScenarioContact, realContact?: string): void
  /** goes on with a session from a scenario file */
  open(session: Session): void
}

export function useSession(flow: Flow, workspace: Workspace): SessionControl {
  const { key } = flow
  const [sitting, setSitting] = useState(() => sittings.get(key) ?? newSitting(flow, workspace))
  const others = useQuery({ ...publishedFlowsQuery, enabled: sitting.withOtherFlows && !sitting.isOfFile })

  const put = useCallback(
    (change: Partial<Sitting> | ((before: Sitting) => Sitting)) =>
      setSitting((before) => (typeof change === 'function' ? change(before) : { ...before, ...change })),
    [],
  )
  useEffect(() => {
    sittings.set(key, sitting)
  }, [key, sitting])
  const change = useCallback(
    (how: (session: Session) => Session) => put((before) => ({ ...before, session: how(before.session) })),
    [put],
  )
  const choose = useCallback(
    (contact: ScenarioContact, realContact?: string) =>
      put(({ realContact: _, ...before }) => ({
        ...before,
        session: changeSetup(before.session, { contact }),
        ...(realContact === undefined ? {} : { realContact }),
      })),
    [put],
  )

  const open = useCallback((opened: Session) => put({ session: opened, isOfFile: true, withOtherFlows: false }), [put])

  const session = useMemo(() => {
    if (sitting.isOfFile) return sitting.session
    const otherFlows = sitting.withOtherFlows ? (others.data ?? []).filter((other) => other.key !== key) : []
    return changeSetup(sitting.session, { settings: workspace.settings, otherFlows })
  }, [sitting, workspace.settings, others.data, key])

  const isWanted = sitting.withOtherFlows && !sitting.isOfFile
  return {
    sitting,
    session,
    otherFlows: { isPending: isWanted && others.isPending, error: isWanted ? others.error : null },
    change,
    put,
    choose,
    open,
  }
}

function newSitting(flow: Flow, { settings }: Workspace): Sitting {
  const zone = effectiveZone(flow.timezone, settings.timezone)
  const setup = {
    contact: inventContact('prospect', zone),
    settings,
    otherFlows: [],
    startAt: usualStart(Date.now(), zone),
    isByTrigger: false,
    webhooks: {},
  }
  return { session: startSession(setup), isOfFile: false, withOtherFlows: false }
}
