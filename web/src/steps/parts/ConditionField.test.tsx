import { type Condition, conditionSchema } from '@couveuse/shared/conditions/schema'
import { screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../../app/testing/render.tsx'
import { EditingProvider } from '../editing.ts'
import { FormProblemsProvider } from '../form-problems.ts'
import { findViolations } from '../testing/find-violations.ts'
import { sampleFlow, sampleWorkspace } from '../testing/sample-flow.ts'
import { ConditionField } from './ConditionField.tsx'

const flow = sampleFlow('mine', { kind: 'goal', name: 'x' })

function Field({
  first,
  on,
  onCondition,
}: {
  first?: Condition
  on?: 'event'
  onCondition: (value?: Condition) => void
}) {
  const [value, setValue] = useState(first)
  return (
    <EditingProvider value={{ workspace: sampleWorkspace, flow, isReadOnly: false }}>
      <FormProblemsProvider
        value={[
          { code: 'empty_value', level: 'error', field: 'audience.rules[0].value', message: 'a value is missing' },
        ]}
      >
        <ConditionField
          label="Audience"
          field="audience"
          absent="Everybody"
          value={value}
          {...(on ? { on, properties: ['url'] } : {})}
          onChange={(next) => {
            setValue(next)
            onCondition(next)
          }}
        />
      </FormProblemsProvider>
    </EditingProvider>
  )
}

function show(first?: Condition, on?: 'event') {
  const seen: (Condition | undefined)[] = []
  const { user, container } = renderInApp(
    <Field {...(first ? { first } : {})} {...(on ? { on } : {})} onCondition={(value) => seen.push(value)} />,
  )
  return { user, container, last: () => seen.at(-1) }
}

async function choose(user: UserEvent, label: string, option: string): Promise<void> {
  await user.click(await screen.findByRole('combobox', { name: label }))
  await user.click(await screen.findByRole('option', { name: option }))
}

describe('the field of a condition', () => {
  it('builds a condition from nothing, and writes no ids into it', async () => {
    const { user, last } = show()
    await user.click(screen.getByRole('button', { name: 'Add a condition' }))
    await choose(user, 'Rule 1, field', 'Total score')
    await choose(user, 'Rule 1, operator', 'is at least')
    await user.type(screen.getByRole('textbox', { name: 'Rule 1, value' }), '60')
    await user.click(screen.getByRole('radio', { name: 'One of these' }))
    await user.click(screen.getByRole('button', { name: 'Add a rule to Condition' }))
    await choose(user, 'Rule 2, field', 'Segment: it')
    expect(last()).toEqual({
      combinator: 'or',
      rules: [
        { field: 'score.total', operator: '>=', value: 60 },
        { field: 'segment.it', operator: '=', value: true },
      ],
    })
    expect(conditionSchema.safeParse(last()).success).toBe(true)
  })

  it('says the condition in words', async () => {
    show({ combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 60 }] })
    expect(await screen.findByText('score.total is at least 60')).toBeDefined()
  })

  it('nests groups and negates them', async () => {
    const { user, last } = show({ combinator: 'and', rules: [{ field: 'stage', operator: '=', value: 'mql' }] })
    await user.click(await screen.findByRole('button', { name: 'Add a group to Condition' }))
    await user.click(screen.getByRole('switch', { name: 'Group 2, must not hold' }))
    await choose(user, 'Rule 2.1, field', 'Tags')
    expect(last()?.rules[1]).toEqual({
      combinator: 'and',
      not: true,
      rules: [{ field: 'contact.tags', operator: 'contains', value: '' }],
    })
  })

  it('asks how often an event must have happened, within which time and where', async () => {
    const { user, last } = show({ combinator: 'and', rules: [{ field: 'event.page_viewed', operator: 'happened' }] })
    const rule = await screen.findByRole('group', { name: 'Rule 1' })
    await user.type(within(rule).getByRole('textbox', { name: 'At least, times' }), '3')
    await user.click(within(rule).getByRole('checkbox', { name: 'Within the last' }))
    await user.click(within(rule).getByRole('switch', { name: 'Only where…' }))
    await user.type(await within(rule).findByRole('combobox', { name: 'Rule 1 / 1, field' }), 'url')
    expect(last()?.rules[0]).toMatchObject({
      value: { atLeast: 3, within: 'P30D', where: { combinator: 'and', rules: [{ field: 'url', operator: '=' }] } },
    })
  })

  it('keeps the value of a rule in the shape its operator takes', async () => {
    const { user, last } = show({ combinator: 'and', rules: [{ field: 'contact.city', operator: '=', value: 'Lyon' }] })
    await choose(user, 'Rule 1, operator', 'is one of')
    expect(last()?.rules[0]).toEqual({ field: 'contact.city', operator: 'in', value: ['Lyon'] })
    await choose(user, 'Rule 1, operator', 'is empty')
    expect(last()?.rules[0]).toEqual({ field: 'contact.city', operator: 'null' })
  })

  it('takes names the workspace does not know', async () => {
    const { user, last } = show({ combinator: 'and', rules: [{ field: '', operator: '=', value: '' }] })
    await user.type(await screen.findByRole('combobox', { name: 'Rule 1, field' }), 'demo_asked')
    await user.click(await screen.findByRole('option', { name: 'Event: demo_asked' }))
    expect(last()?.rules[0]).toMatchObject({ field: 'event.demo_asked', operator: 'happened' })
  })

  it('shows what check says of a rule at that rule', async () => {
    show({ combinator: 'and', rules: [{ field: 'contact.city', operator: '=', value: '' }] })
    const rule = await screen.findByRole('group', { name: 'Rule 1' })
    expect(within(rule).getByText('A value is missing.')).toBeDefined()
  })

  it('can be used by everybody', async () => {
    const { container } = show({
      combinator: 'and',
      rules: [
        { field: 'contact.renewalDate', operator: 'between', value: ['2026-01-01', '2026-02-01'] },
        { field: 'stage', operator: 'in', value: ['mql'] },
        { combinator: 'or', rules: [{ field: 'event.email_clicked', operator: 'happened', value: { within: 'P7D' } }] },
      ],
    })
    await screen.findByRole('group', { name: 'Rule 3.1' })
    expect(await findViolations(container)).toEqual([])
  })
})
