import { describe, expect, it } from 'vitest'
import { fieldChoices, fieldLabel, newAttribute } from './field-choices.ts'
import { findingsCsv } from './findings-csv.ts'
import { mappedColumns } from './mapped-columns.ts'

const words = { group: (group: string) => `[${group}]`, field: (field: string) => `<${field}>` }

describe('the fields a column can go to', () => {
  it('have the attributes of the workspace and those the file brings among them', () => {
    const own = fieldChoices(['budget', 'account.region'], ['contact.email', 'contact.jobLevel'], words).find(
      ({ group }) => group === '[own]',
    )
    expect(own?.items).toEqual([
      { value: 'account.region', label: 'Account region' },
      { value: 'contact.budget', label: 'Budget' },
      { value: 'contact.jobLevel', label: 'Job level' },
    ])
  })

  it('have no group of own attributes where there are none', () => {
    expect(fieldChoices([], ['contact.email'], words).map(({ group }) => group)).not.toContain('[own]')
  })

  it('are called by their words, own ones by their name', () => {
    expect(fieldLabel('contact.email', words)).toBe('<contact.email>')
    expect(fieldLabel('consent.email.news', words)).toBe('Consent email news')
  })
})

describe('a new attribute', () => {
  it('gets a name from what was typed', () => {
    expect(newAttribute('Niveau d’accès')).toBe('contact.niveauDAcces')
    expect(newAttribute('job level')).toBe('contact.jobLevel')
  })

  it('is none without a letter to begin with', () => {
    expect(newAttribute('2nd')).toBeUndefined()
    expect(newAttribute(' – ')).toBeUndefined()
  })
})

describe('the columns on screen', () => {
  const judged = [
    { header: 'Mail', field: 'contact.email', samples: ['a@b.example'] },
    { header: 'X', field: 'contact.x', samples: [] },
  ]

  it('are those of the dry run, with what was changed since on top', () => {
    expect(mappedColumns(judged, [], { X: null }).map(({ field }) => field)).toEqual(['contact.email', null])
  })

  it('are those read from the file while the server refuses them', () => {
    expect(mappedColumns(undefined, [{ header: 'Name', samples: ['Ada'] }], { Name: 'contact.email' })).toEqual([
      { header: 'Name', samples: ['Ada'], field: 'contact.email' },
    ])
  })
})

describe('the list of errors as a file', () => {
  it('quotes what holds a comma, and lets no cell become a formula', () => {
    const csv = findingsCsv([{ line: 2, column: '=A1', level: 'error', code: 'invalid_value', message: 'no, "x"' }])
    expect(csv).toBe('\uFEFFline,column,level,code,message\r\n2,\'=A1,error,invalid_value,"no, ""x"""\r\n')
  })
})
