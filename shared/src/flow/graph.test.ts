import { describe, expect, test } from 'vitest'
import { aFlow } from '../testing/flow-builder.ts'
import { flowGraph } from './graph.ts'

const score = (done?: string) => ({ kind: 'score', reason: 'x', next: done ? { done } : {} })
const wait = (done: string) => ({ kind: 'wait', for: 'P1D', next: { done } })
const when = { combinator: 'and', rules: [{ field: 'stage', operator: '=', value: 'mql' }] }

describe('the graph of a flow', () => {
  test('has an edge per drawn outlet, per fall-through and per jump', () => {
    const flow = aFlow({
      hook: { kind: 'webhook', url: 'https://x.example', method: 'GET', next: { ok: 'back' } },
      back: { kind: 'nurture', step: 'hook' },
    })
    expect(flowGraph(flow).edges).toEqual([
      { from: 'hook', outlet: 'ok', to: 'back', via: 'drawn' },
      { from: 'hook', outlet: 'failed', to: 'back', via: 'fall_through' },
      { from: 'back', outlet: null, to: 'hook', via: 'jump' },
    ])
  })

  test('leaves out edges to steps that do not exist and outlets the kind does not have', () => {
    const flow = aFlow({ a: { kind: 'score', reason: 'x', next: { done: 'nowhere', other: 'b' } }, b: score() })
    expect(flowGraph(flow).edges).toEqual([])
  })

  test('knows which steps a contact can come to', () => {
    const flow = aFlow({ a: score('b'), b: score(), c: score('b') })
    expect([...flowGraph(flow).reachable]).toEqual(['a', 'b'])
    expect([...flowGraph(aFlow({ a: score() }, { start: 'nowhere' })).reachable]).toEqual([])
  })

  test('knows joins, ways in and ways out', () => {
    const graph = flowGraph(aFlow({ a: score('c'), b: score('c'), c: score() }))
    expect(graph.joins).toEqual(['c'])
    expect(graph.edgesInto('c').map(({ from }) => from)).toEqual(['a', 'b'])
    expect(graph.edgesFrom('a').map(({ to }) => to)).toEqual(['c'])
    expect(graph.edgesFrom('nowhere')).toEqual([])
  })
})

describe('loops without rest', () => {
  const loops = (steps: Record<string, unknown>) => flowGraph(aFlow(steps)).loopsWithoutRest

  test('are circles in which nothing waits', () => {
    expect(loops({ a: score('b'), b: score('a') })).toEqual([['a', 'b']])
    expect(loops({ a: score('a') })).toEqual([['a']])
    expect(loops({ a: score('b'), b: wait('a') })).toEqual([])
  })

  test('are found beside a way that does wait', () => {
    const paths = [{ outlet: 'yes', name: 'Yes', when }]
    expect(loops({ a: { kind: 'branch', paths, next: { yes: 'b', else: 'c' } }, b: wait('a'), c: score('a') })).toEqual(
      [['a', 'c']],
    )
  })

  test('do not count where nobody comes', () => {
    expect(loops({ a: score(), b: score('b') })).toEqual([])
  })

  test('are not cured by a date, which is past the second time, nor by a task that goes on at once', () => {
    expect(loops({ a: { kind: 'wait', until: '2026-12-01', next: { done: 'a' } } })).toEqual([['a']])
    const task = { kind: 'task', channel: 'call', title: 'x', assignee: 'owner', due: 'P1D' }
    expect(loops({ a: { ...task, next: { opened: 'a' } } })).toEqual([['a']])
    expect(loops({ a: { ...task, next: { done: 'a' } } })).toEqual([])
  })

  test('are closed by a return to nurture, unless it cools down (fine print 110)', () => {
    expect(loops({ a: score('b'), b: { kind: 'nurture', step: 'a' } })).toEqual([['a', 'b']])
    expect(loops({ a: score('b'), b: { kind: 'nurture', step: 'a', cooldown: 'P14D' } })).toEqual([])
  })
})
