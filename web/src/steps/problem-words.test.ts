import { describe, expect, it } from 'vitest'
import { frenchProblems } from './french-problems.ts'
import { problemInWords } from './useProblemWords.ts'

describe('a problem in words', () => {
  it('is a sentence in English, with the way out', () => {
    const problem = {
      code: 'no_steps',
      level: 'error',
      message: 'the flow has no steps yet',
      fix: 'Drag a step',
    } as const
    expect(problemInWords(problem, 'en')).toEqual({ text: 'The flow has no steps yet.', fix: 'Drag a step.' })
  })

  it('names the thing in French too', () => {
    const message = 'there is no segment "it" in the workspace'
    expect(problemInWords({ code: 'bad_address', level: 'error', message }, 'fr').text).toContain('it')
    const undrawn = { code: 'undrawn_outlet', level: 'info', field: 'next.hot', message: '"hot" is not drawn' } as const
    expect(problemInWords(undrawn, 'fr').text).toContain('hot')
  })

  it('is told in English where French has no words for it yet', () => {
    expect(problemInWords({ code: 'brand_new', level: 'error', message: 'what?' }, 'fr').text).toBe('What?')
  })

  it.each(Object.entries(frenchProblems))('%s reads as French sentences', (_, sentences) => {
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-ZÀÉÊÎÔ«].*[.!?»]$/u)
  })
})
