import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findCircles } from './circles.ts'

const circles = (graph: Record<string, string[]>) => findCircles(Object.keys(graph), (id) => graph[id] ?? [])

test('finds nodes that lead to themselves and circles of several', () => {
  expect(circles({ a: ['a'], b: ['c'], c: ['b', 'a'], d: ['b'] })).toEqual([['a'], ['b', 'c']])
})

test('finds nothing where every way ends', () => {
  expect(circles({ a: ['b', 'c'], b: ['c'], c: [] })).toEqual([])
})

test('ignores ways out of the given nodes', () => {
  expect(findCircles(['a'], () => ['b'])).toEqual([])
})

test('goes through 10,000 nodes in a row', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `n${index}`)
  const [circle] = findCircles(ids, (id) => [ids[(Number(id.slice(1)) + 1) % ids.length] ?? ''])
  expect(circle).toHaveLength(10_000)
})

test('agrees with the definition: two nodes share a circle when each can be reached from the other', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const edges = fc.dictionary(fc.constantFrom(...ids), fc.uniqueArray(fc.constantFrom(...ids)))
  fc.assert(
    fc.property(edges, (graph) => {
      const nextOf = (id: string) => graph[id] ?? []
      const reach = (from: string) => {
        const seen = new Set<string>()
        const open = [...nextOf(from)]
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          if (!seen.has(id)) open.push(...nextOf(id))
          seen.add(id)
        }
        return seen
      }
      const together = ids.map((id) => ids.filter((other) => reach(id).has(other) && reach(other).has(id)))
      const expected = together.filter((circle, index) => circle[0] === ids[index])
      expect(findCircles(ids, nextOf)).toEqual(expected)
    }),
  )
})
