import { describe, expect, it } from 'vitest'
import { completeTag, insertVariable, openTagBefore } from './open-tag.ts'

const at = (text: string) => ({ text: text.replace('|', ''), caret: text.indexOf('|') })

describe('a variable while it is typed', () => {
  it.each([
    ['Hi {{|', ''],
    ['Hi {{ |', ''],
    ['Hi {{ contact.fi|', 'contact.fi'],
    ['Hi {{- sco| }}', 'sco'],
  ])('is found before the caret: %s', (marked, typed) => {
    const { text, caret } = at(marked)
    expect(openTagBefore(text, caret)?.typed).toBe(typed)
  })

  it.each(['Hi |', 'Hi { contact|', 'Hi {{ contact.email }} |', 'Hi {{ contact | upcase|'])(
    'is not found in %s',
    (marked) => {
      const { text, caret } = at(marked)
      expect(openTagBefore(text, caret)).toBeUndefined()
    },
  )

  it.each([
    ['Hi {{|', 'Hi {{ contact.email }}'],
    ['Hi {{ con|!', 'Hi {{ contact.email }}!'],
    ['Hi {{ con| }}!', 'Hi {{ contact.email }}!'],
  ])('is completed and closed once: %s', (marked, whole) => {
    const { text, caret } = at(marked)
    const tag = openTagBefore(text, caret)
    expect(tag && completeTag(text, caret, tag, 'contact.email').text).toBe(whole)
  })

  it('takes the place of what is selected, and the caret follows it', () => {
    expect(insertVariable('Hi NAME!', 3, 7, 'contact.firstName')).toEqual({
      text: 'Hi {{ contact.firstName }}!',
      caret: 26,
    })
  })
})
