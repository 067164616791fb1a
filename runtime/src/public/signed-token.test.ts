import { expect, test } from 'vitest'
import { tokenSigner } from './signed-token.ts'

const signer = tokenSigner({ key: 'k1', publicUrl: 'https://go.example.com/' })
const click = { type: 'click', contactId: 'c1', messageKey: 'c1.1:2', url: 'https://example.com/a?b=ü' } as const
const tokenOf = (link: string) => link.slice(link.lastIndexOf('/') + 1)

test('a link carries its whole meaning and is short enough for any mail reader', () => {
  const link = signer.link(click)
  expect(link).toMatch(/^https:\/\/go\.example\.com\/t\/c\/[\w-]+\.[\w-]{22}$/)
  expect(signer.read('click', tokenOf(link))).toEqual(click)
})

test('a link signed with another key means nothing', () => {
  const other = tokenSigner({ key: 'k2', publicUrl: 'https://go.example.com' })
  expect(signer.read('click', tokenOf(other.link(click)))).toBeUndefined()
})

test('a link cannot be used for another purpose than it was signed for', () => {
  const token = tokenOf(signer.link({ type: 'open', contactId: 'c1', messageKey: 'c1.1:2' }))
  expect(signer.read('unsubscribe', token)).toBeUndefined()
  expect(signer.read('open', token)).toBeDefined()
})

test('no byte of a token can be changed', () => {
  const token = tokenOf(signer.link(click))
  for (let i = 0; i < token.length; i += 1) {
    const changed = `${token.slice(0, i)}${token[i] === 'A' ? 'B' : 'A'}${token.slice(i + 1)}`
    // the last character of base64 has bits that mean nothing
    if (i === token.length - 1) continue
    expect(signer.read('click', changed)).toBeUndefined()
  }
})

test.each(['', '.', 'a.b', 'a.b.c', '....', '%00', 'x'.repeat(5000)])('rubbish (%j) means nothing', (token) => {
  expect(signer.read('click', token)).toBeUndefined()
})
