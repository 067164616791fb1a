import { expect, test } from 'vitest'
import { mentionedEvents, mentionedFields, mentionedSegments, mentionedSteps } from './mentions.ts'
import { all, any, rule } from './sample-subject.ts'

const condition = all(
  rule('event.page_viewed', 'happened', { of: 'welcome' }),
  any(
    rule('event.page_viewed', 'notHappened'),
    rule('event.Demo.asked', 'happened', {
      where: { combinator: 'and', rules: [{ field: 'url', operator: '=', value: 'x' }] },
    }),
    rule('segment.it', '=', true),
    rule('visits.pause', '>', 1),
  ),
  rule('segment.fr', '=', true),
  rule('contact.city', '=', 'Paris'),
  rule('foo', '=', 1),
)

test('events, segments, steps and fields are told once each, in reading order, out of all groups', () => {
  expect(mentionedEvents(condition)).toEqual(['page_viewed', 'Demo.asked'])
  expect(mentionedSegments(condition)).toEqual(['it', 'fr'])
  expect(mentionedSteps(condition)).toEqual(['pause', 'welcome'])
  expect(mentionedFields(condition)).toEqual([
    'event.page_viewed',
    'event.Demo.asked',
    'segment.it',
    'visits.pause',
    'segment.fr',
    'contact.city',
    'foo',
  ])
})
