import { describe, expect, it } from 'vitest'
import { readHeader } from './read-header.ts'

const headers = (text: string) => readHeader(text).map(({ header }) => header)

describe('the columns of a file', () => {
  it('are parted by whatever sign parts the header into most cells', () => {
    expect(headers('a,b,c\n1,2,3')).toEqual(['a', 'b', 'c'])
    expect(headers('Nom;Société, groupe;E-mail\n')).toEqual(['Nom', 'Société, groupe', 'E-mail'])
    expect(headers('a\tb\n')).toEqual(['a', 'b'])
  })

  it('are told with what stands in them, each thing once', () => {
    expect(readHeader('mail,city\nada@x.example,Paris\nbo@x.example,Paris\n,\n')).toEqual([
      { header: 'mail', samples: ['ada@x.example', 'bo@x.example'] },
      { header: 'city', samples: ['Paris'] },
    ])
  })

  it('may stand in quotes that hold the delimiter, a quote or a line break', () => {
    expect(headers('"Name, first","The ""real"" one","two\nlines"\n')).toEqual([
      'Name, first',
      'The "real" one',
      'two\nlines',
    ])
  })

  it('have no byte order mark in their first name', () => {
    expect(headers('\uFEFFemail\n')).toEqual(['email'])
  })

  it('are none in an empty file', () => {
    expect(readHeader('')).toEqual([])
    expect(readHeader('\n\n')).toEqual([])
  })
})
