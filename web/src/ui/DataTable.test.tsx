import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { ApiError } from '../app/api-error.ts'
import { renderInApp } from '../app/testing/render.tsx'
import { DataTable, type DataTableProps } from './DataTable.tsx'

interface Person {
  readonly id: string
  readonly name: string
}

const people: readonly Person[] = [
  { id: 'c1', name: 'Ada' },
  { id: 'c2', name: 'Grace' },
]

function Contacts(props: Partial<DataTableProps<Person>>) {
  return (
    <DataTable
      caption="Contacts"
      columns={[
        { key: 'name', header: 'Name', isSortable: true, render: ({ name }) => name },
        { key: 'mail', header: 'Mail', render: () => <button type="button">Write</button> },
      ]}
      rows={people}
      rowKey={({ id }) => id}
      empty={<p>Nobody yet</p>}
      {...props}
    />
  )
}

const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) })

describe('the table', () => {
  it('opens a row by click and by Enter, but not by a control inside the row', async () => {
    const onOpen = vi.fn<(person: Person) => void>()
    const { user } = renderInApp(<Contacts onOpen={onOpen} />)
    await user.click(screen.getByText('Ada'))
    await user.click(within(row('Ada')).getByRole('button', { name: 'Write' }))
    row('Grace').focus()
    await user.keyboard('{Enter}')
    expect(onOpen.mock.calls.map(([person]) => person.id)).toEqual(['c1', 'c2'])
  })

  it('walks from row to row by arrow', async () => {
    const { user } = renderInApp(<Contacts onOpen={() => undefined} />)
    row('Ada').focus()
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(row('Grace'))
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(row('Ada'))
  })

  it('tells its order and turns it around', async () => {
    const onSort = vi.fn()
    const { user } = renderInApp(<Contacts sort={{ key: 'name', direction: 'ascending' }} onSort={onSort} />)
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('ascending')
    await user.click(screen.getByRole('button', { name: 'Name' }))
    expect(onSort).toHaveBeenCalledWith({ key: 'name', direction: 'descending' })
  })

  it('shows an outline while rows are on their way', () => {
    renderInApp(<Contacts rows={undefined} />)
    expect(screen.getByRole('table', { name: 'Contacts. Loading' }).getAttribute('aria-busy')).toBe('true')
    expect(screen.queryByText('Nobody yet')).toBeNull()
  })

  it('says so when there is no row', () => {
    renderInApp(<Contacts rows={[]} />)
    expect(screen.getByText('Nobody yet')).toBeTruthy()
  })

  it('shows why the rows did not come, with another try', async () => {
    const onRetry = vi.fn()
    const error = new ApiError(503, { code: 'temporarily_unavailable', message: 'Redis does not answer', body: null })
    const { user } = renderInApp(<Contacts rows={undefined} error={error} onRetry={onRetry} />)
    expect(screen.getByRole('alert').textContent).toContain('Redis does not answer')
    expect(screen.getByText('temporarily_unavailable')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(onRetry).toHaveBeenCalledOnce()
  })

  it('goes from page to page', async () => {
    const onNext = vi.fn()
    const { user } = renderInApp(<Contacts pages={{ onNext }} />)
    expect(screen.getByRole('button', { name: 'Previous page' })).toHaveProperty('disabled', true)
    await user.click(screen.getByRole('button', { name: 'Next page' }))
    expect(onNext).toHaveBeenCalledOnce()
  })
})
