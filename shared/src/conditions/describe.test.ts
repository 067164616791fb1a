import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../contract/json.ts'
import { describeBecause, describeCondition, describeWhere } from './describe.ts'
import { evaluate } from './evaluate.ts'
import { OPERATORS } from './operators/names.ts'
import { all, any, rule, type Sample, sampleSubject } from './sample-subject.ts'
import type { Condition } from './schema.ts'

/** Ordinary spaces and quotes, so that sentences can be read here. */
const plain = (text: string) => text.replaceAll('\u202f', '').replaceAll('\u00a0', ' ')
const en = (condition: Condition) => describeCondition(condition, 'en')
const fr = (condition: Condition) => plain(describeCondition(condition, 'fr'))
const fact = (condition: Condition, sample: Sample) => {
  const because = evaluate(condition, sampleSubject(sample))
  return [describeBecause(because, 'en'), plain(describeBecause(because, 'fr'))]
}

describe('a condition in words', () => {
  test.each<[string, string, Json | undefined, string, string]>([
    ['score.total', '>=', 50, 'score.total is at least 50', 'le score total est supérieur ou égal à 50'],
    [
      'score.temperature',
      'in',
      ['warm', 'hot'],
      'score.temperature is one of warm, hot',
      'la température est parmi tiède, chaud',
    ],
    ['stage', '!=', 'mql', 'stage is not MQL', 'l’étape n’est pas MQL'],
    ['contact.firstName', 'beginsWith', 'A', 'first name begins with A', 'le prénom commence par A'],
    [
      'contact.renewalDate',
      'withinNext',
      'P1M',
      'renewal date comes within the next 1 month',
      'l’attribut «renewal date» tombe d’ici 1 mois',
    ],
    [
      'contact.renewalDate',
      '<',
      '2026-03-01',
      'renewal date is before 1 March 2026',
      'l’attribut «renewal date» tombe avant le 1er mars 2026',
    ],
    [
      'contact.createdAt',
      'after',
      '2026-03-02T09:00',
      'date of creation is after 2 March 2026 09:00',
      'la date de création tombe après le 2 mars 2026 09:00',
    ],
    [
      'contact.createdAt',
      '=',
      '2026-03-02T09:00:00+01:00',
      'date of creation is 2 March 2026 08:00 UTC',
      'la date de création est le 2 mars 2026 08:00 UTC',
    ],
    [
      'contact.tags',
      'notIn',
      ['a', 'b'],
      'set of tags contains none of a, b',
      'l’ensemble des tags ne contient aucun de a, b',
    ],
    ['contact.city', 'null', undefined, 'city has no value', 'la ville n’a pas de valeur'],
    ['contact.city', 'notNull', undefined, 'city has a value', 'la ville a une valeur'],
    [
      'account.employees',
      'between',
      [10, 5000],
      'company employees is between 10 and 5,000',
      'l’effectif du compte est entre 10 et 5000',
    ],
    ['bant.budget', '=', true, 'BANT budget is yes', 'la réponse BANT «budget» est oui'],
    [
      'consent.email.news',
      '=',
      'granted',
      'consent for email / news is granted',
      'le consentement email / news est accordé',
    ],
    ['segment.it', '=', true, 'in the segment “it”', 'dans le segment «it»'],
    ['segment.it', '!=', 'True', 'not in the segment “it”', 'hors du segment «it»'],
    ['var.answer', '>', 2.5, 'variable “answer” is above 2.5', 'la variable «answer» est supérieure à 2,5'],
    [
      'visits.pause',
      '<',
      3,
      'number of visits to “pause” is below 3',
      'le nombre de passages par «pause» est inférieur à 3',
    ],
    [
      'entry.event',
      '=',
      'form_submitted',
      'enrolling event is form_submitted',
      'l’événement d’entrée est form_submitted',
    ],
    ['event.page_viewed', 'happened', undefined, '“page_viewed” happened', '«page_viewed» s’est produit'],
    [
      'event.page_viewed',
      'notHappened',
      { within: 'P7D' },
      '“page_viewed” did not happen within the last 7 days',
      '«page_viewed» ne s’est pas produit depuis moins de 7 jours',
    ],
    [
      'event.email_opened',
      'happened',
      {
        atLeast: 2,
        since: 'entry',
        of: 'welcome',
        where: { combinator: 'and', rules: [{ field: 'machine', operator: '=', value: false }] },
      },
      '“email_opened” happened at least twice since entering the flow for the message of “welcome” where machine is no',
      '«email_opened» s’est produit au moins 2 fois depuis l’entrée dans le scénario pour le message de «welcome» où machine est non',
    ],
    ['event.x', 'happened', { atMost: 0 }, '“x” did not happen', '«x» ne s’est pas produit'],
    ['event.x', 'happened', { atLeast: 2, atMost: 4 }, '“x” happened 2 to 4 times', '«x» s’est produit 2 à 4 fois'],
    ['foo', '=', 1, '“foo” is not a field', '«foo» n’est pas un champ'],
    ['stage', 'equals', 1, '“equals” is not an operator', '«equals» n’est pas un opérateur'],
  ])('%s %s %j', (field, operator, value, english, french) => {
    expect([en(all(rule(field, operator, value))), fr(all(rule(field, operator, value)))]).toEqual([english, french])
  })

  test('groups are joined, put in brackets and negated', () => {
    const a = rule('score.total', '>', 1)
    const b = rule('stage', '=', 'mql')
    expect(en(all(a, any(b, { ...all(a, b), not: true })))).toBe(
      'score.total is above 1 and (stage is MQL or not (score.total is above 1 and stage is MQL))',
    )
    expect([en(all()), en(any()), fr(all())]).toEqual(['always', 'never', 'toujours'])
    expect(fr(any(a, b))).toBe('le score total est supérieur à 1 ou l’étape est MQL')
  })

  test('a where speaks of properties by their own names', () => {
    expect(describeWhere(all(rule('url', 'contains', '/careers'), rule('a.b', '>', 1)), 'en')).toBe(
      'url contains /careers and a.b is above 1',
    )
  })
})

describe('a because in words', () => {
  const score = { total: 34 }

  test('tells the fact that decided, with the value seen', () => {
    expect(fact(all(rule('score.total', '>=', 50)), { score })).toEqual([
      'score.total 34 is below 50',
      'le score total 34 est inférieur à 50',
    ])
    expect(fact(all(rule('score.total', '<', 50)), { score })).toEqual([
      'score.total 34 is below 50',
      'le score total 34 est inférieur à 50',
    ])
  })

  test('tells what failed an `and` and what met an `or`, and all of it otherwise', () => {
    const low = rule('score.total', '>=', 50)
    const stage = rule('stage', '=', 'prospect')
    expect(fact(all(stage, low), { score })[0]).toBe('score.total 34 is below 50')
    expect(fact(any(stage, low), { score })[0]).toBe('stage is prospect')
    expect(fact(any(low, rule('stage', '=', 'mql')), { score })[0]).toBe(
      'score.total 34 is below 50 and stage prospect is not MQL',
    )
    expect(fact({ ...all(stage, low), not: true }, { score })[0]).toBe('score.total 34 is below 50')
    expect(fact(all(any(low, stage), rule('contact.city', 'null')), { score })[0]).toBe(
      'stage is prospect and city has no value',
    )
  })

  test('a missing value has no value', () => {
    expect(fact(all(rule('contact.city', '=', 'Paris')), {})).toEqual([
      'city has no value',
      'la ville n’a pas de valeur',
    ])
    expect(fact(all(rule('contact.city', '!=', 'Paris')), {})[0]).toBe('city has no value')
  })

  test('events are counted', () => {
    const events = [{ at: '2026-03-01T08:00:00Z' }, { at: '2026-03-01T09:00:00Z' }]
    expect(fact(all(rule('event.page_viewed', 'happened', { atLeast: 3, within: 'P7D' })), { events })).toEqual([
      '“page_viewed” happened twice within the last 7 days (asked for: at least 3 times)',
      '«page_viewed» s’est produit 2 fois depuis moins de 7 jours (demandé: au moins 3 fois)',
    ])
    expect(fact(all(rule('event.page_viewed', 'notHappened')), { events })[0]).toBe('“page_viewed” happened twice')
    expect(fact(all(rule('event.other', 'happened')), { events })).toEqual([
      '“other” did not happen',
      '«other» ne s’est pas produit',
    ])
  })

  test('segments are entered or not, or not there at all', () => {
    const segments = { it: all(rule('stage', '=', 'mql')) }
    expect(fact(all(rule('segment.it', '=', true)), { segments })).toEqual([
      'not in the segment “it”',
      'hors du segment «it»',
    ])
    expect(fact(all(rule('segment.none', '=', true)), { segments })[0]).toBe('there is no segment “none”')
  })

  test('a score is rounded, but not until it says what is not true', () => {
    expect(fact(all(rule('score.total', '>=', 50)), { score: { total: 33.333333 } })[0]).toBe(
      'score.total 33.33 is below 50',
    )
    expect(fact(all(rule('score.total', '>=', 50)), { score: { total: 49.999 } })[0]).toBe(
      'score.total 49.999 is below 50',
    )
  })

  test('an empty group is always so', () => {
    expect([fact(all(), {})[0], fact(any(), {})[0], fact({ ...any(), not: true }, {})[0]]).toEqual([
      'always',
      'never',
      'always',
    ])
  })

  test('there are words for every operator, value and verdict, in both languages', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom<Json>('P7D', '2026-03-02', ['a', 'b'], [1, 2], true))
    fc.assert(
      fc.property(
        fc.constantFrom(
          'contact.x',
          'contact.tags',
          'score.fit',
          'stage',
          'event.x',
          'segment.it',
          'entry.x',
          'visits.y',
          'consent.sms',
          'foo',
        ),
        fc.constantFrom(...OPERATORS, 'bogus'),
        value,
        value,
        (field, operator, wanted, seen) => {
          const condition = all({ field, operator, value: wanted })
          const fields =
            typeof seen === 'string' || typeof seen === 'number' || typeof seen === 'boolean' ? { x: seen } : {}
          const because = evaluate(condition, sampleSubject({ contact: { fields }, segments: { it: all() } }))
          for (const language of ['en', 'fr'] as const) {
            for (const text of [describeCondition(condition, language), describeBecause(because, language)]) {
              expect(text).toMatch(/\S/)
              expect(text).not.toMatch(/undefined|\[object/)
            }
          }
        },
      ),
      { numRuns: 1000 },
    )
  })
})
