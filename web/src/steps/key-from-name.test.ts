import { describe, expect, it } from 'vitest'
import { keyFromName } from './key-from-name.ts'
import { newPathOutlet, withKeyFromName } from './parts/paths.ts'

describe('a key made from a name', () => {
  it.each([
    ['Hot leads', 'hot-leads'],
    ['Déjà client, > 100 personnes', 'deja-client-100-personnes'],
    ['!?', 'path'],
    [`${'long '.repeat(20)}`, 'long-long-long-long-long-long-long-long'],
  ])('of %j is %s', (name, key) => expect(keyFromName(name, [], 'path')).toBe(key))

  it('is never one that is taken', () => {
    expect(keyFromName('Hot', ['hot', 'hot-2'], 'path')).toBe('hot-3')
  })
})

describe('the outlet of a path', () => {
  it('gets its key from its name the first time, and keeps it afterwards', () => {
    const fresh = { outlet: newPathOutlet([{ outlet: 'path' }]), name: 'Hot' }
    expect(fresh.outlet).toBe('path-2')
    const named = withKeyFromName(fresh, [{ outlet: 'path' }, fresh])
    expect(named.outlet).toBe('hot')
    expect(withKeyFromName({ ...named, name: 'Very hot' }, [named])).toEqual({ outlet: 'hot', name: 'Very hot' })
  })

  it('is never called as one that exists anyway', () => {
    expect(withKeyFromName({ outlet: 'path', name: 'Else' }, [], ['else']).outlet).toBe('else-2')
  })
})
