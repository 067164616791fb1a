import { z } from 'zod'
import { conditionSchema } from '../../conditions/schema.ts'
import type { Environment } from '../../contract/environment.ts'
import type { Action, StepOutcome, Wake } from '../../contract/outcome.ts'
import { defineStepKind, type Resting, type Undrawn } from '../../contract/step-kind.ts'
import type { HandoffOutcome } from '../../contract/words.ts'
import { isFailure, readDuration, renderText } from '../content.ts'
import { teamSchema, userSchema } from '../people.ts'
import { durationInWords } from '../phrases.ts'

const routingWord = z.enum(['round_robin', 'owner', 'least_loaded'])

const params = z.strictObject({
  team: z.string().min(1),
  routing: z.union([
    routingWord,
    z.strictObject({
      rules: z.array(z.strictObject({ when: conditionSchema, to: z.union([z.string(), teamSchema, userSchema]) })),
      else: routingWord.optional(),
    }),
  ]),
  priority: z.enum(['low', 'normal', 'high']).optional(),
  sla: z.strictObject({ accept: z.string(), contact: z.string().optional() }),
  brief: z.string(),
})

const OUTLETS = ['accepted', 'returned', 'won', 'lost', 'expired'] as const
type Outlet = (typeof OUTLETS)[number]

/** Gives the lead to sales and waits for the first outcome that is drawn (FLOW-DSL §4, fine print 103-106, 156-159). */
export const handoff = defineStepKind({
  kind: 'handoff',
  family: 'human',
  params,
  outlets: () => OUTLETS,
  fallThrough: {},
  isActing: true,
  mayRest: (_, isDrawn) => OUTLETS.some(isDrawn),
  mentions: ({ team, routing, sla, brief }) => ({
    teams: [
      { field: 'team', team },
      ...(typeof routing === 'string' ? [] : routing.rules.flatMap(({ to }, index) => teamOf(to, index))),
    ],
    templates: [{ field: 'brief', template: brief }],
    durations: [
      { field: 'sla.accept', text: sla.accept, allow: 'positive' },
      ...(sla.contact === undefined ? [] : [{ field: 'sla.contact', text: sla.contact, allow: 'positive' } as const]),
    ],
    conditions:
      typeof routing === 'string'
        ? []
        : routing.rules.map(({ when }, index) => ({
            field: `routing.rules[${index}].when`,
            condition: when,
            on: 'contact',
          })),
  }),
  undrawn: (_, outlet, isDrawn) => undrawn(outlet, isDrawn),
  describe: ({ team, sla }, language) => {
    const time = durationInWords(sla.accept, language)
    return language === 'fr'
      ? `Transmettre à l’équipe ${team}, à prendre en charge sous ${time} (heures ouvrées)`
      : `Hand over to team ${team}, to be accepted within ${time} (business hours)`
  },
  enter: (step, env) => open(step, env),
  resume: (_, env, wake, memory) => resume(env, wake, memory.isAccepted === true),
  carryOn,
})

/** Only `{ team }` surely names one: plain text may be a person. */
function teamOf(to: string | { readonly team: string } | { readonly user: string }, index: number) {
  return typeof to === 'object' && 'team' in to ? [{ field: `routing.rules[${index}].to.team`, team: to.team }] : []
}

function open(step: z.infer<typeof params>, env: Environment): StepOutcome<Outlet> {
  const { team, routing, sla } = step
  for (const [name, text] of [
    ['sla.accept', sla.accept],
    ['sla.contact', sla.contact ?? 'P1D'],
  ] as const) {
    const read = readDuration(name, text)
    if (isFailure(read)) return read
  }
  const brief = renderText(env, 'brief', step.brief)
  if (isFailure(brief)) return brief
  const owner = env.assign(team, routing)
  const acceptBy = env.businessDeadline(sla.accept)
  const stage = env.handoffStage('opened')
  const actions: Action[] = [
    {
      type: 'open_handoff',
      team,
      ...(owner === undefined ? {} : { owner }),
      priority: step.priority ?? 'normal',
      brief,
      acceptBy,
      ...(sla.contact === undefined ? {} : { contactBy: env.businessDeadline(sla.contact) }),
    },
  ]
  if (stage !== undefined) actions.push({ type: 'change_contact', change: { stage } })
  if (!OUTLETS.some((outlet) => env.isDrawn(outlet))) return { type: 'pass', actions }
  return { type: 'rest', wakeAt: env.isDrawn('expired') ? acceptBy : null, memory: { isAccepted: false }, actions }
}

/** The lead stays with sales and keeps its deadline; what is waited for is what the new version draws. */
function carryOn(step: z.infer<typeof params>, env: Environment, { wakeAt, memory }: Resting): StepOutcome<Outlet> {
  if (!OUTLETS.some((outlet) => env.isDrawn(outlet))) return { type: 'pass' }
  const isAccepted = memory.isAccepted === true
  if (isAccepted && env.isDrawn('accepted')) return { type: 'leave', outlet: 'accepted' }
  if (isAccepted || !env.isDrawn('expired')) return { type: 'rest', wakeAt: null, memory }
  if (wakeAt !== null) return { type: 'stay' }
  const accept = readDuration('sla.accept', step.sla.accept)
  return isFailure(accept) ? accept : { type: 'rest', wakeAt: env.businessDeadline(step.sla.accept), memory }
}

function resume(env: Environment, wake: Wake, isAccepted: boolean): StepOutcome<Outlet> {
  if (wake.type === 'timer') {
    return !isAccepted && env.isDrawn('expired') ? { type: 'leave', outlet: 'expired' } : { type: 'stay' }
  }
  if (wake.type !== 'handoff') return { type: 'stay' }
  const detail = wake.reason === undefined ? {} : { detail: { reason: wake.reason } }
  const drawn = outcomesOf(wake.outcome, isAccepted).find((outcome) => env.isDrawn(outcome))
  if (drawn) return { type: 'leave', outlet: drawn, ...detail }
  // A returned lead that nobody accepted may still expire; an accepted one no longer (103).
  return wake.outcome === 'returned' ? { type: 'stay' } : { type: 'rest', wakeAt: null, memory: { isAccepted: true } }
}

/** Won or lost without acceptance is accepted on the way (104, 156). */
function outcomesOf(outcome: HandoffOutcome, isAccepted: boolean): HandoffOutcome[] {
  const isImplied = !isAccepted && (outcome === 'won' || outcome === 'lost')
  return isImplied ? ['accepted', outcome] : [outcome]
}

function undrawn(outlet: Outlet, isDrawn: (outlet: string) => boolean): Undrawn | null {
  const isWaiting = OUTLETS.some(isDrawn)
  if (!isWaiting) {
    const message = 'no outlet is drawn: the lead is handed over and the trip ends here, without waiting for sales'
    return outlet === 'accepted' ? { code: 'undrawn_outlet', level: 'info', message } : null
  }
  if (outlet === 'accepted') return null
  if (outlet === 'expired') {
    const message = '"expired" is not drawn: while nobody accepts the lead, the contact waits here without limit'
    return { code: 'waits_without_limit', level: 'info', message }
  }
  if (outlet !== 'returned' && isDrawn('accepted')) return null
  return {
    code: 'waits_without_limit',
    level: 'warning',
    message: `"${outlet}" is not drawn: a lead that comes out ${outlet} keeps waiting here`,
    fix: `Draw "${outlet}", for example to an end step.`,
  }
}
