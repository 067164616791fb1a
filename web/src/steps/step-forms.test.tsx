import { STEP_KINDS, type StepKindName } from '@couveuse/shared/contract/words'
import { checkFlow } from '@couveuse/shared/flow/check'
import { type Step, stepSchema } from '@couveuse/shared/flow/schema'
import { kindOf } from '@couveuse/shared/kinds/registry'
import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { useTranslation } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { renderInApp } from '../app/testing/render.tsx'
import { viewOf } from './registry.ts'
import './testing/fonts.ts'
import { findViolations } from './testing/find-violations.ts'
import { StepForm } from './testing/StepForm.tsx'
import { sampleFlow, sampleWorkspace } from './testing/sample-flow.ts'

interface KindCase {
  /** a step whose form shows all it has */
  readonly step: Step
  /** what a marketer does in the form */
  act(user: UserEvent): Promise<void>
  /** what of the step is different then; undefined = gone */
  readonly becomes: Readonly<Record<string, unknown>>
}

const when = { combinator: 'and', rules: [{ field: 'score.total', operator: '>=', value: 60 }] } as const

async function choose(user: UserEvent, label: string | RegExp, option: string | RegExp): Promise<void> {
  await user.click(screen.getByRole('combobox', { name: label }))
  await user.click(await screen.findByRole('option', { name: option }))
}

async function write(user: UserEvent, label: string | RegExp, text: string): Promise<void> {
  const field = screen.getByRole('textbox', { name: label })
  await user.clear(field)
  await user.type(field, text.replaceAll('{', '{{'))
}

/** One case per kind; the compiler says when one is missing. */
const cases = {
  email: {
    step: step({ kind: 'email', message: 'welcome', from: 'news@example.com' }),
    act: (user) => choose(user, 'Topic', 'newsletter'),
    becomes: { topic: 'newsletter', message: 'welcome' },
  },
  sms: {
    step: step({ kind: 'sms', inline: { body: 'Hello' } }),
    act: (user) => write(user, 'Text', 'Hi {{ contact.firstName }}'),
    becomes: { inline: { body: 'Hi {{ contact.firstName }}' } },
  },
  task: {
    step: step({ kind: 'task', channel: 'call', title: 'Call', assignee: { team: 'inside-sales' }, due: 'P2D' }),
    act: (user) => choose(user, 'Who does it', 'One person'),
    becomes: { assignee: { user: 'ana' } },
  },
  wait: {
    step: step({ kind: 'wait', for: 'P3D', window: { days: ['mon'], from: '09:00', to: '17:00' } }),
    act: async (user) => {
      await choose(user, 'Wait', 'until a date of the contact')
      await choose(user, 'Date field', 'renewalDate')
    },
    becomes: {
      for: undefined,
      untilAttribute: 'contact.renewalDate',
      window: { days: ['mon'], from: '09:00', to: '17:00' },
    },
  },
  listen: {
    step: step({ kind: 'listen', for: [{ outlet: 'clicked', event: 'email_clicked' }], timeout: 'P7D' }),
    act: (user) => choose(user, 'Only for the message of', /Hello/),
    becomes: { for: [{ outlet: 'clicked', event: 'email_clicked', of: 'hello' }] },
  },
  branch: {
    step: step({ kind: 'branch', paths: [{ outlet: 'path', name: '', when }] }),
    act: async (user) => {
      await write(user, 'Name', 'Hot leads')
      await user.tab()
    },
    becomes: { paths: [{ outlet: 'hot-leads', name: 'Hot leads', when }] },
  },
  split: {
    step: step({
      kind: 'split',
      paths: [
        { outlet: 'a', name: 'A', weight: 70 },
        { outlet: 'b', name: 'B', weight: 20 },
      ],
    }),
    act: (user) => user.click(screen.getByRole('button', { name: 'Divide evenly' })),
    becomes: {
      paths: [
        { outlet: 'a', name: 'A', weight: 50 },
        { outlet: 'b', name: 'B', weight: 50 },
      ],
    },
  },
  score: {
    step: step({ kind: 'score', engagement: 10, reason: '' }),
    act: (user) => write(user, 'Reason', 'Clicked'),
    becomes: { engagement: 10, reason: 'Clicked' },
  },
  update: {
    step: step({ kind: 'update', set: { city: 'Lyon', webinarAttended: true, interests: ['pumps'] }, stage: 'mql' }),
    act: (user) => choose(user, 'Set an attribute…', 'budget'),
    becomes: { set: { city: 'Lyon', webinarAttended: true, interests: ['pumps'], budget: '' } },
  },
  handoff: {
    step: step({
      kind: 'handoff',
      team: 'inside-sales',
      routing: { rules: [{ when, to: 'ana' }] },
      sla: { accept: 'PT4H' },
      brief: 'A lead',
    }),
    act: (user) => choose(user, 'Priority', 'High'),
    becomes: { priority: 'high', team: 'inside-sales' },
  },
  nurture: {
    step: step({ kind: 'nurture', step: 'hello' }),
    act: async (user) => {
      await user.click(screen.getByRole('radio', { name: 'another flow' }))
      await choose(user, 'Flow', 'Recycled leads')
    },
    becomes: { flow: 'recycled', step: undefined },
  },
  webhook: {
    step: step({ kind: 'webhook', url: 'https://example.com', method: 'POST', save: { id: '/id' } }),
    act: (user) => choose(user, 'Method', 'PUT'),
    becomes: { method: 'PUT', save: { id: '/id' } },
  },
  notify: {
    step: step({ kind: 'notify', to: { email: 'a@example.com' }, subject: 'x', body: 'y' }),
    act: (user) => choose(user, 'Recipient', 'A team'),
    becomes: { to: { team: 'inside-sales' } },
  },
  goal: {
    step: step({ kind: 'goal', name: '' }),
    act: (user) => write(user, 'Name in reports', 'Meeting'),
    becomes: { name: 'Meeting' },
  },
  end: {
    step: step({ kind: 'end', reason: 'x', outcome: 'neutral' }),
    act: (user) => choose(user, 'Outcome', /Converted/),
    becomes: { outcome: 'converted', reason: 'x' },
  },
} satisfies Record<StepKindName, KindCase>

function step(json: unknown): Step {
  return stepSchema.parse(json)
}

/** The condition builder comes lazily. */
async function settled(): Promise<void> {
  await waitFor(() => expect(document.querySelector('.mantine-Skeleton-root')).toBeNull(), { timeout: 5_000 })
}

describe.each(STEP_KINDS)('the form of a step of kind %s', (kind) => {
  const { step: sample, act, becomes }: KindCase = cases[kind]

  it('edits the step, and nothing else of it', async () => {
    const states: Step[] = []
    const { user } = renderInApp(<StepForm step={sample} onStep={(state) => states.push(state)} />)
    await settled()
    await act(user)
    expect(states.at(-1)).toEqual({ ...sample, ...becomes })
  })

  it('can be used by everybody', async () => {
    const { container } = renderInApp(<StepForm step={sample} />)
    await settled()
    expect(await findViolations(container)).toEqual([])
  })

  it('speaks French as well', async () => {
    const { container } = renderInApp(<StepForm step={sample} />, { language: 'fr' })
    await settled()
    const labels = [...container.querySelectorAll('label, h3, legend, button')].map(({ textContent }) => textContent)
    expect(labels.filter((text) => /\b(the|and|of|with|name|add|step)\b/i.test(text ?? ''))).toEqual([])
  })

  it('shows what check says of a field at that very field', async () => {
    const { step: fresh, problems } = freshStep(kind)
    renderInApp(<StepForm step={fresh} problems={problems} />)
    await settled()
    for (const { field = '' } of problems) {
      const place = document.querySelector(`[data-field="${CSS.escape(field)}"]`) ?? nearest(field)
      expect(place, `no field shows ${field}`).not.toBeNull()
    }
  })
})

describe.each(STEP_KINDS)('a new step of kind %s', (kind) => {
  it('is one that the server keeps', () => {
    const fresh = viewOf(kind).create(sampleWorkspace)
    expect(stepSchema.parse(fresh)).toEqual(fresh)
  })

  it('names every outlet in both languages', async () => {
    const fresh = viewOf(kind).create(sampleWorkspace)
    for (const language of ['en', 'fr'] as const) {
      renderInApp(<Outlets step={fresh} />, { language })
      const names = within(screen.getByRole('list', { name: kind })).queryAllByRole('listitem')
      expect(names.map(({ textContent }) => textContent).filter((name) => !name || name.includes('kind.'))).toEqual([])
      document.body.replaceChildren()
    }
  })
})

function Outlets({ step: shown }: { step: Step }) {
  const { t } = useTranslation('steps')
  return (
    <ul aria-label={shown.kind}>
      {kindOf(shown)
        .outlets(shown)
        .map((outlet) => (
          <li key={outlet}>{viewOf(shown.kind).outletName(shown, outlet, t)}</li>
        ))}
    </ul>
  )
}

function freshStep(kind: StepKindName) {
  const fresh = viewOf(kind).create(sampleWorkspace)
  const flow = sampleFlow('mine', fresh)
  const problems = checkFlow(flow, { settings: sampleWorkspace.settings }).filter(
    (problem) => problem.step === 'mine' && problem.field !== undefined && !problem.field.startsWith('next.'),
  )
  return { step: fresh, problems }
}

/** The field around one that has no place of its own. */
function nearest(field: string): Element | null {
  return (
    [...document.querySelectorAll('[data-field]')].find((place) => {
      const path = place.getAttribute('data-field') ?? ''
      return field.startsWith(`${path}.`) || field.startsWith(`${path}[`)
    }) ?? null
  )
}
