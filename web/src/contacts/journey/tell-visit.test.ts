import type { Visit } from '@couveuse/shared/api/enrollments'
import type { Because } from '@couveuse/shared/conditions/because'
import { stepSchema } from '@couveuse/shared/flow/schema'
import { describe, expect, it } from 'vitest'
import { createI18n } from '../../app/i18n/i18n.ts'
import { formatFor } from '../../ui/format.ts'
import { contactsMessages } from '../i18n.ts'
import { type Teller, tellVisit } from './tell-visit.ts'

const NOW = Date.UTC(2026, 4, 3, 7)

function teller(language: 'en' | 'fr'): Teller {
  const i18n = createI18n(language, { contacts: contactsMessages })
  return { t: i18n.getFixedT(language, 'contacts'), language, format: formatFor(language), now: NOW }
}
const en = teller('en')
const fr = teller('fr')

function visit(given: Partial<Visit> & Pick<Visit, 'kind'>): Visit {
  return {
    seq: 1,
    step: 'a',
    label: 'A',
    enteredAt: '2026-05-01T07:00:00Z',
    leftAt: '2026-05-02T07:00:00Z',
    outlet: null,
    due: null,
    because: [],
    detail: null,
    ...given,
  }
}

const total = (seen: number, least: number): Because => ({
  holds: seen >= least,
  combinator: 'and',
  rules: [{ field: 'score.total', operator: '>=', value: least, seen, holds: seen >= least }],
})
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('a branch in words', () => {
  const branch = stepSchema.parse({
    kind: 'branch',
    paths: [{ outlet: 'hot', name: 'Hot leads', when: { combinator: 'and', rules: [] } }],
  })

  it('says by which path the contact left and what was seen', () => {
    expect(tellVisit(visit({ kind: 'branch', outlet: 'hot', because: [total(64, 60)] }), branch, en)).toBe(
      'Left by “Hot leads” because score.total 64 is at least 60.',
    )
  })

  it('names the path by its key while the version is not known', () => {
    expect(tellVisit(visit({ kind: 'branch', outlet: 'hot', because: [total(64, 60)] }), undefined, en)).toContain(
      'Left by “hot”',
    )
  })

  it('says of "else" why none of the paths held', () => {
    const tried = visit({ kind: 'branch', outlet: 'else', because: [total(34, 60), total(34, 50)] })
    expect(tellVisit(tried, branch, en)).toBe(
      'Left by “else” because score.total 34 is below 60 and score.total 34 is below 50.',
    )
    expect(plain(tellVisit(tried, branch, fr))).toBe(
      'Sortie par « sinon » : le score total 34 est inférieur à 60 et le score total 34 est inférieur à 50.',
    )
  })

  it('tells only the path that was taken, not those tried before', () => {
    const tried = visit({ kind: 'branch', outlet: 'warm', because: [total(34, 60), total(34, 30)] })
    expect(tellVisit(tried, branch, en)).toBe('Left by “warm” because score.total 34 is at least 30.')
  })
})

describe('a step where the contact rests', () => {
  const resting = (kind: string, due: string | null) => visit({ kind, leftAt: null, due })

  it('says until when, and how long that is', () => {
    expect(tellVisit(resting('wait', '2026-05-05T07:00:00Z'), undefined, en)).toMatch(
      /^Waiting until Tue 5 May, \d\d:00\. 2 days left\.$/,
    )
    expect(plain(tellVisit(resting('listen', '2026-05-05T07:00:00Z'), undefined, fr))).toMatch(
      /^À l’écoute jusqu’au mar\. 5 mai, \d\d:00\. Encore 2 jours\.$/,
    )
  })

  it('says that it is late once its time has passed', () => {
    expect(tellVisit(resting('wait', '2026-05-02T07:00:00Z'), undefined, en)).toContain('should go on any moment')
  })

  it('says whose turn it is where no clock runs', () => {
    expect(tellVisit(resting('handoff', null), undefined, en)).toContain('With sales since Fri 1 May')
    expect(tellVisit(resting('task', null), undefined, en)).toBe('The task is open.')
    expect(tellVisit(resting('webhook', null), undefined, en)).toBe('Waiting for the answer.')
    expect(tellVisit(resting('listen', null), undefined, en)).toBe('Waiting until something happens.')
  })

  it('says that a message is held back', () => {
    expect(tellVisit(resting('email', '2026-05-04T06:00:00Z'), undefined, en)).toContain('Held back until Mon 4 May')
  })
})

describe('a step the contact has left', () => {
  it.each([
    [{ kind: 'email', outlet: 'sent' }, 'Sent.'],
    [{ kind: 'email', outlet: 'blocked', detail: { reason: 'consent' } }, 'Not sent: there is no consent.'],
    [
      { kind: 'sms', outlet: 'blocked', detail: { skipped: true } },
      'Not sent: its moment passed while the flow was paused.',
    ],
    [{ kind: 'wait', outlet: 'missing' }, 'The date was missing.'],
    [
      { kind: 'listen', outlet: 'clicked', detail: { event: 'email_clicked', eventId: 'e1' } },
      'A link in an e-mail was clicked, so it left by “clicked”.',
    ],
    [
      { kind: 'listen', outlet: 'ordered', detail: { event: 'order_placed', eventId: 'e1' } },
      '“order_placed” happened, so it left by “ordered”.',
    ],
    [{ kind: 'split', outlet: 'a', detail: { drawn: 36.9912, of: 100 } }, 'Drew “a”: 36.99 out of 100.'],
    [
      { kind: 'split', outlet: 'b', detail: { drawn: 3, of: 10, holdout: true } },
      'Drew the control group “b”: 3 out of 10.',
    ],
    [
      { kind: 'handoff', outlet: 'returned', detail: { reason: 'bad_timing' } },
      'Sales gave the lead back: bad timing.',
    ],
    [{ kind: 'handoff', outlet: 'expired' }, 'Nobody in sales accepted in time.'],
    [{ kind: 'task', outlet: 'overdue' }, 'The task was not done in time.'],
    [{ kind: 'webhook', outlet: 'failed', detail: { status: 503 } }, 'No good answer: 503.'],
    [{ kind: 'wait', outlet: null }, 'The trip ended while it was here.'],
  ] as const)('%j is told as %j', (given, told) => {
    expect(tellVisit(visit(given), undefined, en)).toBe(told)
  })

  it('needs no words beyond its description where there was nothing to decide', () => {
    expect(tellVisit(visit({ kind: 'score', outlet: 'done' }), undefined, en)).toBeUndefined()
    expect(tellVisit(visit({ kind: 'end', outlet: null }), undefined, en)).toBeUndefined()
  })
})

describe('a visit that people decided about', () => {
  it('says that the trip went on in another version, whatever kind of step it was', () => {
    const detail = { why: 'new_version', version: 3, to: 'offer' }
    for (const kind of ['wait', 'task', 'handoff']) {
      expect(tellVisit(visit({ kind, detail }), undefined, en)).toBe(
        'Version 3 was published, and the trip went on in it.',
      )
    }
    expect(plain(tellVisit(visit({ kind: 'wait', detail }), undefined, fr))).toBe(
      'La version 3 a été publiée, et le passage y a continué.',
    )
  })

  it('does not claim that a message was sent when its step had failed and was skipped', () => {
    const skipped = visit({ kind: 'email', outlet: 'sent', detail: { skipped: true, failed: 'template_error' } })
    expect(tellVisit(skipped, undefined, en)).toBe('Failed, and was skipped by hand.')
  })
})
