import type { Language } from '@couveuse/shared/contract/words'
import { type Flow, flowSchema } from '@couveuse/shared/flow/schema'
import { replay } from '@couveuse/shared/simulate/replay'
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reportConnection } from '../app/connection.ts'
import { renderInApp } from '../app/testing/render.tsx'
import type { Highlight } from '../steps/highlight.ts'
import { ReplayPanel } from './ReplayPanel.tsx'
import { scenarioFile } from './save-scenario.ts'
import { doNow, moveClock } from './session.ts'
import { serve } from './testing/serve.ts'
import { DAY, monday, newSession, played, whitePaper } from './testing/white-paper.ts'

let flows = 0
/** A replay outlives its panel, flow by flow: each test has a flow of its own. */
const freshFlow = (): Flow => flowSchema.parse({ ...whitePaper, key: `white-paper-${++flows}` })

function open(flow = freshFlow(), language: Language = 'en') {
  const onHighlight = vi.fn<(highlight: Highlight | undefined) => void>()
  const onFocusStep = vi.fn<(step: string) => void>()
  const rendered = renderInApp(<ReplayPanel flow={flow} onHighlight={onHighlight} onFocusStep={onFocusStep} />, {
    language,
  })
  return { ...rendered, flow, onHighlight, onFocusStep }
}

const timeline = () => screen.findByRole('region', { name: 'Timeline' })
const clock = () => screen.getByRole('group', { name: 'Virtual clock' }).textContent
const button = (name: string | RegExp) => screen.getByRole('button', { name })

beforeEach(() => {
  // Sunday evening: the replay begins on Monday at nine.
  vi.useFakeTimers({ now: Date.parse('2026-03-01T19:00:00Z'), toFake: ['Date'] })
  serve()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  act(() => reportConnection('reachable'))
})

describe('the replay panel', () => {
  it('begins with an invented contact at the start, and lights up the way so far', async () => {
    const { onHighlight } = open()
    const story = await timeline()
    expect(clock()).toContain('09:00')
    expect(clock()).toContain('Monday')
    expect(clock()).toContain('Day 1')
    expect(within(story).getByText('Enters “White paper”: by hand')).toBeTruthy()
    expect(within(story).getByText('Hello Ada')).toBeTruthy()
    expect(onHighlight.mock.lastCall?.[0]).toEqual({
      visits: [
        { step: 'welcome', outlet: 'sent' },
        { step: 'click', outlet: null },
      ],
      current: 'click',
    })
  })

  it('does what the contact waits for at one click, and tells what came of it', async () => {
    const { user, onHighlight } = open()
    const story = await timeline()
    await user.click(button('Clicks a link of “Welcome”'))
    expect(await within(story).findByText('To ana of “sales” · to accept by Mon 2 Mar, 13:00:01')).toBeTruthy()
    expect(within(story).getByText('Stage: Prospect → MQL')).toBeTruthy()
    expect(within(story).getByText('Score 25')).toBeTruthy()
    expect(clock()).toContain('09:00:01')
    expect(onHighlight.mock.lastCall?.[0]?.current).toBe('handover')
    await user.click(button('Sales returns the lead: bad timing'))
    expect(await within(story).findByText('Stage: MQL → Recycled')).toBeTruthy()
  })

  it('steps from one thing to the next, to the end, and back again', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(button('Next'))
    expect(await within(story).findByText('Nothing came')).toBeTruthy()
    expect(clock()).toContain('Monday, 9 March')
    await user.click(button('Run to the end'))
    expect(await within(story).findByText('Trip ended: not_ripe')).toBeTruthy()
    expect(clock()).toContain('Monday, 23 March')
    expect(button('Next').hasAttribute('disabled')).toBe(true)
    expect(screen.getByText('Nothing more happens by itself')).toBeTruthy()
    await user.click(button('Take the last step back'))
    await waitFor(() => expect(clock()).toContain('Monday, 9 March'))
    await user.click(button('Back to the start'))
    await waitFor(() => expect(clock()).toContain('Day 1'))
    expect(button('Back to the start').hasAttribute('disabled')).toBe(true)
  })

  it('steps by the arrow keys, but not while something is typed', async () => {
    const { user } = open()
    const story = await timeline()
    story.focus()
    await user.keyboard('{ArrowRight}')
    await waitFor(() => expect(clock()).toContain('Monday, 9 March'))
    await user.keyboard('{ArrowLeft}')
    await waitFor(() => expect(clock()).toContain('Monday, 2 March'))
    await user.click(button('Something else…'))
    const field = await screen.findByRole('combobox', { name: 'Event' })
    await user.type(field, 'x{ArrowRight}')
    expect(clock()).toContain('Monday, 2 March')
  })

  it('plays by itself until it is stopped', async () => {
    const { user } = open()
    await timeline()
    await user.click(button('Play slowly'))
    await waitFor(() => expect(clock()).toContain('Monday, 9 March'), { timeout: 5000 })
    await user.click(button('Stop'))
    expect(button('Play slowly')).toBeTruthy()
  })

  it('keeps the keyboard in the panel when what was clicked is gone', async () => {
    const { user } = open()
    await timeline()
    await user.click(button('Clicks a link of “Welcome”'))
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'What happens now?' }))
  })

  it('runs to a date', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(button('Run to a date'))
    const time = await screen.findByLabelText('Run to, time')
    await user.clear(time)
    await user.type(time, '17:30')
    await user.click(button('Run'))
    await waitFor(() => expect(clock()).toContain('17:30'))
    expect(within(story).queryByText('Nothing came')).toBeNull()
  })

  it('says why a branch was left as it was, rule by rule', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(button('Next'))
    expect(await within(story).findByText('score.total 0 is below 25')).toBeTruthy()
    await user.click(within(story).getByRole('button', { name: 'Why?' }))
    expect(within(story).getByText('Hot: no')).toBeTruthy()
    expect(within(story).getByText(/score\.total is at least 25/)).toBeTruthy()
    expect(within(story).getByText('found: 0')).toBeTruthy()
  })

  it('shows a message as it would go out, in a frame where nothing runs', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(within(story).getByRole('button', { name: 'Read the message: Hello Ada' }))
    const frame = within(story).getByTitle('Text of the message')
    expect(frame.getAttribute('sandbox')).toBe('')
    expect(frame.getAttribute('srcdoc')).toContain('<p>Your white paper</p>')
    expect(frame.getAttribute('srcdoc')).toContain("default-src 'none'")
  })

  it('shows a step on the canvas when its line is asked for', async () => {
    const { user, onFocusStep } = open()
    await user.click(within(await timeline()).getByRole('button', { name: 'Show “Welcome” on the canvas' }))
    expect(onFocusStep).toHaveBeenCalledWith('welcome')
  })

  it('replays with somebody who gave no consent, and says why nothing was sent', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(button(/^Contact: Ada Martin/))
    await user.click(await screen.findByRole('button', { name: /Somebody without consent/ }))
    await user.click(button('Replay with this contact'))
    expect(await within(story).findByText('Not sent: there is no consent')).toBeTruthy()
  })

  it('plans something for later, and takes it back', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(button('Something else…'))
    const dialog = await screen.findByRole('dialog')
    await user.type(await within(dialog).findByRole('combobox', { name: 'Event' }), 'order_placed')
    await user.click(within(dialog).getByText('After a while'))
    await user.click(within(dialog).getByRole('button', { name: 'Plan it' }))
    const planned = await screen.findByRole('list', { name: 'Planned' })
    expect(planned.textContent).toContain('Tue 3 Mar, 09:00')
    await user.click(button('Next'))
    expect(await within(story).findByText('Converted: goal reached')).toBeTruthy()
    await user.click(within(story).getByRole('button', { name: 'Take back: “order_placed” happens' }))
    await waitFor(() => expect(within(story).queryByText('Converted: goal reached')).toBeNull())
  })

  it('lets the contact wait outside until a trigger lets them in', async () => {
    const { user } = open()
    const story = await timeline()
    await user.click(button(/^Start: Mon 2 Mar, 09:00/))
    await user.click(await screen.findByRole('radio', { name: 'waits for a trigger of the flow' }))
    await user.click(button('Done'))
    expect(await screen.findByText('The contact waits outside: only a trigger lets them in.')).toBeTruthy()
    await user.click(button('Submits a form (form = white-paper)'))
    expect(await within(story).findByText('Enters “White paper”: an event')).toBeTruthy()
  })

  it('follows the flow as it is drawn, with everything that was done', async () => {
    const { user, flow, rerender, onHighlight } = open()
    const story = await timeline()
    await user.click(button('Next'))
    await within(story).findByText('Nothing came')
    const { click } = flow.steps
    if (click?.kind !== 'listen') throw new Error('the flow has changed')
    const patient = { ...flow, steps: { ...flow.steps, click: { ...click, timeout: 'P30D' } } }
    rerender(<ReplayPanel flow={patient} onHighlight={onHighlight} />)
    await waitFor(() => expect(within(story).queryByText('Nothing came')).toBeNull())
    expect(clock()).toContain('Monday, 9 March')
  })

  it('goes on where it was when it is opened again, and lets the canvas go when it is closed', async () => {
    const { user, flow, unmount, onHighlight } = open()
    await timeline()
    await user.click(button('Next'))
    await waitFor(() => expect(clock()).toContain('Monday, 9 March'))
    unmount()
    expect(onHighlight.mock.lastCall).toEqual([undefined])
    open(flow)
    await timeline()
    expect(clock()).toContain('Monday, 9 March')
  })

  it('speaks French throughout', async () => {
    const { user } = open(freshFlow(), 'fr')
    const story = await screen.findByRole('region', { name: 'Chronologie' })
    await user.click(button('Clique sur un lien de «\u00a0Welcome\u00a0»'))
    expect(await within(story).findByText('Étape : Prospect → MQL')).toBeTruthy()
    await user.click(button('Les ventes rendent le lead\u00a0: mauvais moment'))
    expect(await within(story).findByText('Étape : MQL → Recyclé')).toBeTruthy()
  })
})

describe('the world around the flow', () => {
  const openWorld = async (user: ReturnType<typeof open>['user']): Promise<void> => {
    await user.click(button(/^Start: Mon 2 Mar/))
    await screen.findByRole('dialog')
  }

  it('lets other published flows take part when they are wanted', async () => {
    const recycled = {
      dsl: 1,
      key: 'recycled',
      name: 'Recycled leads',
      entry: [{ on: 'returned' }],
      start: 'rest',
      steps: { rest: { kind: 'wait', for: 'P90D' } },
    }
    const counts = { open: 0, waiting: 0, failed: 0, converted: 0, ended: 0, left: 0, entered: 0 }
    const publishedAt = '2026-01-01T00:00:00Z'
    const summary = {
      key: 'recycled',
      name: 'Recycled leads',
      description: null,
      status: 'published',
      version: 3,
      hasUnpublishedChanges: false,
      counts,
      problems: { errors: 0, warnings: 0 },
      updatedAt: publishedAt,
      publishedAt,
    }
    serve({
      '/api/flows': { items: [summary], nextCursor: null },
      '/api/flows/recycled/versions/3': {
        version: 3,
        publishedAt,
        open: 0,
        entered: 0,
        restores: null,
        flow: recycled,
        messages: {},
      },
    })
    const { user } = open()
    const story = await timeline()
    await openWorld(user)
    await user.click(await screen.findByRole('switch', { name: /Let the other published flows take part/ }))
    await user.click(button('Done'))
    await user.click(button('Clicks a link of “Welcome”'))
    await user.click(await screen.findByRole('button', { name: 'Sales returns the lead: bad timing' }))
    expect(await within(story).findByText('Enters “Recycled leads”: returned by sales')).toBeTruthy()
    expect(within(story).getByText('in “Recycled leads”')).toBeTruthy()
  })

  it('answers webhooks as the tester says', async () => {
    const flow = flowSchema.parse({
      dsl: 1,
      key: `webhook-${++flows}`,
      start: 'ask',
      steps: {
        ask: {
          kind: 'webhook',
          label: 'Ask the CRM',
          url: 'https://crm.example',
          method: 'POST',
          next: { ok: 'good', failed: 'bad' },
        },
        good: { kind: 'end', reason: 'good', outcome: 'neutral' },
        bad: { kind: 'end', reason: 'bad', outcome: 'neutral' },
      },
    })
    const { user } = open(flow)
    const story = await timeline()
    expect(await within(story).findByText('Trip ended: good')).toBeTruthy()
    await openWorld(user)
    await user.click(await screen.findByRole('combobox', { name: 'Answer of “Ask the CRM”' }))
    await user.click(await screen.findByRole('option', { name: 'Refused (500)' }))
    await user.click(button('Done'))
    expect(await within(story).findByText('Trip ended: bad')).toBeTruthy()
    expect(within(story).getByText('Answered with 500.')).toBeTruthy()
  })
})

describe('the replay panel without what it needs', () => {
  it('says what is missing while the flow has no first step', async () => {
    open({ ...freshFlow(), start: '', steps: {} })
    expect(await screen.findByText('Nothing to replay yet')).toBeTruthy()
  })

  it('says that the workspace could not be read, and tries again', async () => {
    serve({ '/api/scoring': new TypeError('no network') })
    const { user } = open()
    expect(await screen.findByRole('alert')).toBeTruthy()
    serve()
    await user.click(button('Try again'))
    expect(await timeline()).toBeTruthy()
  })
})

describe('a contact of the workspace', () => {
  const summary = {
    id: 'k7',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    phone: null,
    title: null,
    accountName: 'Navy',
    owner: null,
    stage: 'mql',
    tags: [],
    score: { fit: 40, engagement: 0, total: 40 },
    temperature: 'warm',
    createdAt: '2026-01-01T00:00:00Z',
    lastActivityAt: null,
  }
  const detail = {
    ...summary,
    fields: { firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' },
    account: {},
    lists: [],
    bant: {},
    consent: { email: 'granted' },
    suppressed: [],
    timezone: 'Europe/Paris',
    scoreRows: [],
    segments: [],
    revision: 1,
  }

  it('is found by name and taken over with score and consent', async () => {
    serve({
      '/api/contacts': (url: URL) => ({
        items: (url.searchParams.get('search') ?? 'grace') === 'grace' ? [summary] : [],
        nextCursor: null,
        total: 1,
      }),
      '/api/contacts/k7': detail,
      '/api/contacts/k7/timeline': { items: [], nextCursor: null },
    })
    const { user } = open()
    const story = await timeline()
    await user.click(button(/^Contact: Ada Martin/))
    await user.click(await screen.findByText('One of your contacts'))
    await user.type(await screen.findByRole('searchbox', { name: 'Search contacts' }), 'grace{Enter}')
    await user.click(await screen.findByRole('button', { name: /Grace Hopper/ }))
    expect(await within(story).findByText('Hello Grace')).toBeTruthy()
    expect(button(/^Contact: Grace Hopper/)).toBeTruthy()
    await user.click(button('Next'))
    expect(await within(story).findByText('score.total 40 is at least 25')).toBeTruthy()
  })

  it('that cannot be read leaves the replay as it is, and says so', async () => {
    serve({ '/api/contacts': { items: [summary], nextCursor: null, total: 1 } })
    const { user } = open()
    await timeline()
    await user.click(button(/^Contact: Ada Martin/))
    await user.click(await screen.findByText('One of your contacts'))
    await user.click(await screen.findByRole('button', { name: /Grace Hopper/ }))
    expect(await screen.findByText('This contact could not be read')).toBeTruthy()
    expect(button(/^Contact: Ada Martin/)).toBeTruthy()
  })
})

describe('a scenario', () => {
  const menu = async (user: ReturnType<typeof open>['user'], item: string): Promise<void> => {
    await user.click(button('More about this replay'))
    await user.click(await screen.findByRole('menuitem', { name: item }))
  }
  const asFile = (json: unknown): File =>
    new File([JSON.stringify(json)], 'case.scenario.json', { type: 'application/json' })

  it('is saved as a file that the CLI replays to the same timeline', async () => {
    const saved: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push(blob)
      return 'blob:saved'
    })
    vi.spyOn(URL, 'revokeObjectURL').mockReturnValue()
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue()
    const { user, onHighlight } = open()
    await timeline()
    await user.click(button('Clicks a link of “Welcome”'))
    await user.click(await screen.findByRole('button', { name: 'Sales returns the lead: bad timing' }))
    await user.click(button('Run to the end'))
    await waitFor(() => expect(button('Next').hasAttribute('disabled')).toBe(true))
    await menu(user, 'Save as scenario…')
    await user.type(await screen.findByLabelText('Name'), 'Clicks, then sales returns her')
    await user.click(button('Save the file'))
    const printed = replay(JSON.parse((await saved[0]?.text()) ?? ''))
    expect(printed.ok).toBe(true)
    expect(printed.failures).toEqual([])
    expect(printed.timeline.map(({ step }) => step)).toEqual(
      onHighlight.mock.lastCall?.[0]?.visits.map(({ step }) => step),
    )
    expect(printed.path).toContain('handover:returned')
  })

  it('is opened, replayed and judged green', async () => {
    const flow = freshFlow()
    const session = moveClock(doNow(newSession(), { event: 'email_clicked', of: 'welcome' }, monday), monday + DAY)
    const file = scenarioFile(flow, session, played(session, flow), { name: 'clicks', isFlowInside: true })
    const { user } = open(flow)
    await timeline()
    await menu(user, 'Open a scenario…')
    await user.upload(await screen.findByLabelText('Scenario file'), asFile(file))
    expect(await screen.findByText('All is as the scenario expects')).toBeTruthy()
    expect(clock()).toContain('Tuesday, 3 March')
  })

  it('that is not met shows what differs, and of which flow it was made', async () => {
    const flow = freshFlow()
    const session = moveClock(newSession(), monday + DAY)
    const file = { ...scenarioFile(whitePaper, session, played(session), { name: '', isFlowInside: true }) }
    const wrong = { ...file, expect: [{ stage: 'customer' }, { path: ['welcome:sent'] }] }
    const { user } = open(flow)
    await timeline()
    await menu(user, 'Open a scenario…')
    await user.upload(await screen.findByLabelText('Scenario file'), asFile(wrong))
    const verdicts = await screen.findByRole('region', { name: 'Expectations' })
    expect(within(verdicts).getByText('1 not met, 1 met')).toBeTruthy()
    expect(within(verdicts).getByText('customer')).toBeTruthy()
    expect(within(verdicts).getByText('prospect')).toBeTruthy()
    expect(screen.getByText(/It was made for the flow “white-paper”/)).toBeTruthy()
    await menu(user, 'Close the scenario')
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Expectations' })).toBeNull())
  })

  it('that cannot be read is refused with its place', async () => {
    const { user } = open()
    await timeline()
    await menu(user, 'Open a scenario…')
    const field = await screen.findByLabelText('Scenario file')
    await user.upload(field, asFile({ scenario: 1, flow: 'x', start: 'tomorrow' }))
    expect(await screen.findByText(/start: "tomorrow" is not an instant/)).toBeTruthy()
  })
})
