import type { Visit } from '@couveuse/shared/api/enrollments'
import type { Because } from '@couveuse/shared/conditions/because'
import { describeBecause } from '@couveuse/shared/conditions/describe'
import type { Language } from '@couveuse/shared/contract/words'
import type { Step } from '@couveuse/shared/flow/schema'
import type { TFunction } from 'i18next'
import type { Format } from '../../ui/format.ts'
import { capitalized, eventWords, returnReason } from './event-words.ts'
import { appointment } from './when.ts'

/** What is needed to tell a journey: the language, its formats, and the instant it is told at (epoch ms). */
export interface Teller {
  readonly t: TFunction<'contacts'>
  readonly language: Language
  readonly format: Format
  readonly now: number
}

/**
 * What happened at a visit, in a sentence: "Left by “else” because score.total 34 is below 50." Undefined where the step's own
 * description says all there is. `step` is the step as published in that version; without it outlets are told by their keys.
 */
export function tellVisit(visit: Visit, step: Step | undefined, teller: Teller): string | undefined {
  return visit.leftAt === null ? tellRest(visit, teller) : tellLeaving(visit, step, teller)
}

const DAY = 86_400_000

/** Where it rests and until when; from two days on the hours do not matter. */
function tellRest({ kind, due, enteredAt }: Visit, { t, language, format, now }: Teller): string {
  const when = appointment(due ?? enteredAt, language, now)
  const remaining = due === null ? 0 : Date.parse(due) - now
  const left = format.formatElapsed(remaining >= 2 * DAY ? Math.floor(remaining / DAY) * DAY : remaining)
  switch (kind) {
    case 'email':
    case 'sms':
      return due === null ? t('journey.visit.heldOpen') : t('journey.visit.held', { when, left })
    case 'task':
      return remaining > 0 ? t('journey.visit.taskWaiting', { when, left }) : t('journey.visit.taskWaitingOpen')
    case 'handoff':
      return t('journey.visit.handoffOpen', { when: appointment(enteredAt, language, now) })
    case 'webhook':
      return t('journey.visit.webhookWaiting')
  }
  if (due === null) return t('journey.visit.waitingOpen')
  if (remaining <= 0) return t('journey.visit.late', { when })
  if (kind === 'listen') return t('journey.visit.listening', { when, left })
  if (kind === 'nurture') return t('journey.visit.resting', { when, left })
  return t('journey.visit.waiting', { when, left })
}

function tellLeaving(visit: Visit, step: Step | undefined, teller: Teller): string | undefined {
  const { kind, outlet, detail, leftAt } = visit
  const { t, language, format, now } = teller
  if (detail?.why === 'new_version') return t('journey.visit.movedOn', { version: textOf(detail.version) })
  if (detail?.skipped === true && typeof detail.failed === 'string') return t('journey.visit.skippedByHand')
  if (outlet === null) return INTERRUPTIBLE.some((one) => one === kind) ? t('journey.visit.interrupted') : undefined
  const when = appointment(leftAt ?? visit.enteredAt, language, now)
  const path = outletName(outlet, step, t)
  switch (kind) {
    case 'email':
    case 'sms':
      return outlet === 'sent'
        ? t('journey.visit.sent')
        : t('journey.visit.blocked', { reason: blockedReason(detail, t) })
    case 'wait':
      return outlet === 'missing' ? t('journey.visit.missing') : t('journey.visit.waited', { when })
    case 'listen':
      return tellListening(visit, path, when, teller)
    case 'branch':
      return pathBecause(path, visit.because, outlet === 'else', teller)
    case 'split':
      return t(detail?.holdout === true ? 'journey.visit.holdout' : 'journey.visit.split', {
        outlet: path,
        drawn: drawnOf(detail?.drawn, format),
        of: drawnOf(detail?.of, format),
      })
    case 'task':
      return tellTask(outlet, t)
    case 'handoff':
      return tellOutcome(outlet, detail, t)
    case 'webhook':
      return outlet === 'ok'
        ? t('journey.visit.webhookOk', { status: textOf(detail?.status) })
        : t('journey.visit.webhookFailed', { answer: textOf(detail?.status ?? detail?.error) })
    default:
      return outlet === 'done' ? undefined : t('journey.visit.path', { outlet: path })
  }
}

function tellListening({ outlet, detail, because }: Visit, path: string, when: string, teller: Teller): string {
  const { t } = teller
  if (outlet === 'timeout') return t('journey.visit.timeout', { when })
  if (typeof detail?.event === 'string') {
    return t('journey.visit.heard', { event: capitalized(eventWords(detail.event, t)), outlet: path })
  }
  return pathBecause(path, because, false, teller)
}

/** Of several paths tried, the one taken says why; where none was, all of them do. */
function pathBecause(outlet: string, tried: readonly Because[], isElse: boolean, { t, language }: Teller): string {
  const telling = isElse ? tried : tried.filter(({ holds }) => holds)
  const facts = [...new Set(telling.map((because) => describeBecause(because, language)))]
  if (facts.length === 0) return t('journey.visit.path', { outlet })
  return t('journey.visit.pathBecause', { outlet, why: facts.join(language === 'fr' ? ' et ' : ' and ') })
}

function tellTask(outlet: string, t: TFunction<'contacts'>): string {
  if (outlet === 'opened') return t('journey.visit.taskOpened')
  return outlet === 'done' ? t('journey.visit.taskDone') : t('journey.visit.taskOverdue')
}

function tellOutcome(outlet: string, detail: Visit['detail'], t: TFunction<'contacts'>): string {
  switch (outlet) {
    case 'accepted':
    case 'won':
    case 'lost':
    case 'expired':
      return t(`journey.visit.${outlet}`)
    case 'returned':
      return typeof detail?.reason === 'string'
        ? t('journey.visit.returnedBecause', { reason: returnReason(detail.reason, t) })
        : t('journey.visit.returned')
    default:
      return t('journey.visit.path', { outlet })
  }
}

/** Kinds that always leave by an outlet, unless the trip ended while it rested there (`end`, `nurture` have none; fine print 36). */
const INTERRUPTIBLE = ['email', 'sms', 'wait', 'listen', 'webhook'] as const

const BLOCKED = ['address', 'suppressed', 'consent', 'pressure'] as const

function blockedReason(detail: Visit['detail'], t: TFunction<'contacts'>): string {
  if (detail?.skipped === true) return t('journey.visit.blockedReason.skipped')
  const reason = BLOCKED.find((one) => one === detail?.reason) ?? 'other'
  return t(`journey.visit.blockedReason.${reason}`)
}

/** The name the marketer gave a path, else its key. */
function outletName(outlet: string, step: Step | undefined, t: TFunction<'contacts'>): string {
  if (outlet === 'else') return t('journey.visit.else')
  const paths = step?.kind === 'branch' || step?.kind === 'split' ? step.paths : []
  return paths.find((path) => path.outlet === outlet)?.name.trim() || outlet
}

/** A draw lies anywhere between two numbers; a hundredth is enough to see on which side of a share it fell. */
function drawnOf(value: unknown, { formatNumber }: Format): string {
  return typeof value === 'number' ? formatNumber(value, { maximumFractionDigits: 2 }) : textOf(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–'
}
