import { expect, test } from 'vitest'
import { Histogram, writeMetrics } from './exposition.ts'

test('metrics are written as Prometheus reads them', () => {
  const text = writeMetrics([
    {
      name: 'couveuse_outbox_messages',
      type: 'gauge',
      help: 'Messages.',
      samples: [
        { labels: { lane: 'email', state: 'held' }, value: 3 },
        { labels: { lane: 'a "b"\n\\c', state: 'held' }, value: 0.5 },
      ],
    },
    { name: 'couveuse_steps_total', type: 'counter', help: 'Steps.', samples: [{ value: 12 }] },
  ])
  expect(text).toBe(
    [
      '# HELP couveuse_outbox_messages Messages.',
      '# TYPE couveuse_outbox_messages gauge',
      'couveuse_outbox_messages{lane="email",state="held"} 3',
      'couveuse_outbox_messages{lane="a \\"b\\"\\n\\\\c",state="held"} 0.5',
      '# HELP couveuse_steps_total Steps.',
      '# TYPE couveuse_steps_total counter',
      'couveuse_steps_total 12',
      '',
    ].join('\n'),
  )
})

test('the buckets of a histogram hold everything at or below their bound', () => {
  const histogram = new Histogram([0.1, 1])
  for (const value of [0.05, 0.1, 0.5, 7]) histogram.observe(value)
  const text = writeMetrics([{ name: 'h', type: 'histogram', help: 'H.', samples: histogram.samples({ lane: 'sms' }) }])
  expect(text.split('\n').slice(2, -1)).toEqual([
    'h_bucket{lane="sms",le="0.1"} 2',
    'h_bucket{lane="sms",le="1"} 3',
    'h_bucket{lane="sms",le="+Inf"} 4',
    'h_sum{lane="sms"} 7.65',
    'h_count{lane="sms"} 4',
  ])
})
