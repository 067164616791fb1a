import {
  acceptHandoffSchema,
  type Handoff,
  handoffListQuerySchema,
  handoffListSchema,
  handoffSchema,
  handoffStorySchema,
  lostHandoffSchema,
  returnHandoffSchema,
  wonHandoffSchema,
} from '@couveuse/shared/api/handoffs'
import { instantText } from '@couveuse/shared/api/instant'
import type { ContactEvent } from '@couveuse/shared/contact/schema'
import type { Cause } from '@couveuse/shared/engine/cause'
import { z } from 'zod'
import type { HandoffRow } from '../../store/sales.ts'
import type { HttpDeps } from '../deps.ts'
import { given } from '../given.ts'
import { visits } from '../present/enrollment.ts'
import { loadFlowWords } from '../present/flow-words.ts'
import { presentHandoff } from '../present/sales.ts'
import { refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { receiveAndSettle } from '../settled.ts'
import { loadWorkspace } from '../workspace.ts'

const params = z.object({ id: z.string().min(1).max(200) })
const tag = 'Sales'
const ACTIVITY_SHOWN = 50
type Outcome = Omit<Cause & { type: 'handoff' }, 'type' | 'handoffId'>
const answers = { 200: handoffSchema, 202: handoffSchema }
const errors = ['handoff_not_found', 'handoff_closed']

export function handoffRoutes(deps: HttpDeps): Route[] {
  const { store } = deps

  async function tell(
    id: string,
    outcome: Outcome,
    ...before: readonly Cause[]
  ): Promise<{ status: 200 | 202; body: Handoff }> {
    const row = await find(deps, id)
    refuseClosed(row, outcome.outcome)
    const cause: Cause = { type: 'handoff', handoffId: id, ...outcome }
    const isSettled = await receiveAndSettle(deps, row.contact.contact.id, ...before, cause)
    return { status: isSettled ? 200 : 202, body: await present(deps, await find(deps, id)) }
  }

  return [
    route(
      {
        id: 'listHandoffs',
        method: 'get',
        path: '/api/handoffs',
        summary: 'Leads with sales: open ones by deadline, then closed ones',
        tag,
        query: handoffListQuerySchema,
        answers: { 200: handoffListSchema },
      },
      async ({ query }) => {
        const page = await store.sales.handoffs(given(query))
        const context = await contextOf(deps)
        return {
          status: 200,
          body: {
            items: page.items.map((row) => presentHandoff(row, context)),
            nextCursor: page.nextCursor,
            counts: page.counts,
          },
        }
      },
    ),
    route(
      {
        id: 'getHandoff',
        method: 'get',
        path: '/api/handoffs/{id}',
        summary: 'The story of a lead: brief, score, clock, the journey that led here, latest activity',
        tag,
        params,
        answers: { 200: handoffStorySchema },
        errors: ['handoff_not_found'],
      },
      async (call) => {
        const row = await find(deps, call.params.id)
        const { enrollmentId } = row.handoff
        const enrollment = (await store.enrollments.get(enrollmentId))?.enrollment
        const words = await loadFlowWords(store, enrollment ? [enrollment] : [])
        const events = await store.history.events(row.contact.contact.id, ACTIVITY_SHOWN)
        return {
          status: 200,
          body: {
            ...presentHandoff(row, { ...(await contextOf(deps)), words }),
            journey: enrollment ? visits(enrollment, await store.enrollments.journal(enrollmentId), words) : [],
            activity: events.filter(({ name }) => name !== COMMENT_EVENT).map(activity),
            comments: events.flatMap((event) => commentOn(call.params.id, event)),
          },
        }
      },
    ),
    route(
      {
        id: 'acceptHandoff',
        method: 'post',
        path: '/api/handoffs/{id}/accept',
        summary: 'Accept a lead',
        tag,
        params,
        body: acceptHandoffSchema,
        isBodyOptional: true,
        answers,
        errors: [...errors, 'handoff_already_accepted'],
      },
      async ({ params: { id }, body: { owner } }) =>
        owner === undefined
          ? tell(id, { outcome: 'accepted' })
          : tell(id, { outcome: 'accepted' }, { type: 'change', change: { fields: { owner } } }),
    ),
    route(
      {
        id: 'returnHandoff',
        method: 'post',
        path: '/api/handoffs/{id}/return',
        summary: 'Give a lead back to marketing, with a reason',
        tag,
        params,
        body: returnHandoffSchema,
        answers,
        errors,
      },
      async ({ params: { id }, body: { reason, comment } }) =>
        comment === undefined || comment === ''
          ? tell(id, { outcome: 'returned', reason })
          : tell(id, { outcome: 'returned', reason }, commentEvent(deps, id, comment)),
    ),
    route(
      {
        id: 'winHandoff',
        method: 'post',
        path: '/api/handoffs/{id}/won',
        summary: 'Close a lead as won',
        tag,
        params,
        body: wonHandoffSchema,
        isBodyOptional: true,
        answers,
        errors,
      },
      async ({ params: { id }, body }) => tell(id, { outcome: 'won', ...given(body) }),
    ),
    route(
      {
        id: 'loseHandoff',
        method: 'post',
        path: '/api/handoffs/{id}/lost',
        summary: 'Close a lead as lost',
        tag,
        params,
        body: lostHandoffSchema,
        isBodyOptional: true,
        answers,
        errors,
      },
      async ({ params: { id }, body }) => tell(id, { outcome: 'lost', ...given(body) }),
    ),
  ]
}

async function find({ store }: HttpDeps, id: string): Promise<HandoffRow> {
  const row = await store.sales.handoff(id)
  if (!row) throw refuse('handoff_not_found', `There is no hand-off "${id}".`)
  return row
}

/** Won and lost are final; a returned lead may still be won, and an accepted one returned (fine print 104, 181). */
function refuseClosed({ handoff, state }: HandoffRow, outcome: string): void {
  if (state === 'won' || state === 'lost') {
    throw refuse('handoff_closed', `Hand-off "${handoff.id}" is already closed as ${state}.`)
  }
  if (outcome === 'returned' && state === 'returned') {
    throw refuse('handoff_closed', `Hand-off "${handoff.id}" has already been returned.`)
  }
  if (outcome === 'accepted' && state === 'accepted') {
    throw refuse(
      'handoff_already_accepted',
      `Hand-off "${handoff.id}" has already been accepted${handoff.owner ? ` by ${handoff.owner}` : ''}.`,
    )
  }
}

async function present(deps: HttpDeps, row: HandoffRow): Promise<Handoff> {
  return presentHandoff(row, await contextOf(deps))
}

async function contextOf({ store, clock }: HttpDeps) {
  const [words, { settings }] = await Promise.all([loadFlowWords(store), loadWorkspace(store)])
  return { words, now: clock.now(), thresholds: settings.scoring.temperature }
}

/**
 * What sales says in words stays in the contact's history. It is nothing the contact did, so it is flagged like what
 * machines do and counts nowhere (fine print 155).
 */
const COMMENT_EVENT = 'handoff_commented'

function commentEvent({ clock, newId }: HttpDeps, handoffId: string, comment: string): Cause {
  const at = clock.now()
  const properties = { handoffId, comment }
  const event = { id: newId(), name: COMMENT_EVENT, occurredAt: at, arrivedAt: at, properties, machine: true }
  return { type: 'event', event }
}

function commentOn(handoffId: string, { name, occurredAt, properties }: ContactEvent) {
  const { comment } = properties
  const isOurs = name === COMMENT_EVENT && properties.handoffId === handoffId && typeof comment === 'string'
  return isOurs ? [{ at: instantText(occurredAt), text: comment }] : []
}

/** One line a rep can read: the page, the link or the form. */
function activity({ name, occurredAt, properties, machine }: ContactEvent) {
  const telling = ['title', 'form', 'url', 'subject', 'document'].map((key) => properties[key])
  const summary = telling.find((value): value is string => typeof value === 'string' && value !== '')
  return { at: instantText(occurredAt), event: name, summary: summary ?? null, isMachine: machine }
}
