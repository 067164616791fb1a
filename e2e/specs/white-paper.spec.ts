import { expect, test } from '../fixtures.ts'
import { ContactsPage } from '../page-models/contacts-page.ts'
import { FlowsPage } from '../page-models/flows-page.ts'
import { OutboxPage } from '../page-models/outbox-page.ts'
import { SalesPage } from '../page-models/sales-page.ts'
import { drawWhitePaper } from '../stories/draw-white-paper.ts'
import { mailsOf, subjectsOf } from '../stories/inbox.ts'
import { journalOf, retell } from '../stories/retell.ts'
import { ADA, arrangeWorkspace, CONTACTS_CSV, EVERYBODY } from '../stories/white-paper.ts'

test('a flow drawn on an empty canvas nurtures real contacts, and replays to the same timeline', async ({
  page,
  product,
  api,
  mailbox,
  site,
  complaints,
}, testInfo) => {
  test.setTimeout(240_000)
  await arrangeWorkspace(api, site.url)
  await page.clock.install({ time: product.now() })
  await page.goto(product.url)
  const live = async (duration: string): Promise<void> => {
    await product.pass(duration)
    await page.clock.setSystemTime(product.now())
  }

  const flow = await test.step('the flow is drawn, exported and published', async () => {
    const designer = await (await (await FlowsPage.open(page)).newFlow()).create('White paper')
    await drawWhitePaper(designer)
    await testInfo.attach('drawn', { body: await page.screenshot(), contentType: 'image/png' })
    await designer.publish()
    return designer.export()
  })

  const importedAt = product.now()
  await test.step('contacts come in from a CSV file', async () => {
    const importing = await (await ContactsPage.open(page)).import()
    await importing.choose('contacts.csv', CONTACTS_CSV)
    await importing.confirm(EVERYBODY.length)
  })

  await live('PT10M')
  const submittedAt = product.now()
  await test.step('whoever may be written to finds the welcome in the mailbox', async () => {
    for (const email of EVERYBODY)
      await api.sendEvent({
        id: `form of ${email}`,
        event: 'form_submitted',
        contact: { email },
        properties: { form: 'white-paper' },
      })
    await live('PT20M')
    await api.sendEvent({ id: 'prices', event: 'page_viewed', contact: { email: 'basile@novatek.example' } })
    // They leave over several connections at once, so in no order.
    await expect.poll(() => mailbox.mails.flatMap(({ to }) => to).sort()).toEqual(EVERYBODY.slice(0, 3))
    expect(await subjectsOf(mailbox, ADA.email)).toEqual(['Ada, here is your white paper'])
  })
  const contact = await (await ContactsPage.open(page)).openContact('Ada Martin')
  await expect(contact.totalScore).toHaveAttribute('aria-valuenow', '20')

  const clickedAt = product.now()
  await test.step('the tracked link of the mail leads to the site', async () => {
    const [welcome] = await mailsOf(mailbox, ADA.email)
    const reader = await page.context().newPage()
    await reader.setContent(welcome?.html ?? '')
    await reader.getByRole('link', { name: 'Read the white paper' }).click()
    await expect(reader).toHaveURL(`${site.url}/white-paper`)
    await reader.close()
    await live('PT10M')
  })

  await test.step('her score rises, and the lead is in sales', async () => {
    await page.reload()
    await expect(contact.totalScore).toHaveAttribute('aria-valuenow', '45')
    await expect(contact.journey('White paper').last()).toContainText('Hand to sales')
    await expect(await (await SalesPage.open(page)).choose('Ada Martin')).toContainText(
      'Ada read the white paper. Score 45',
    )
  })

  const acceptedAt = product.now()
  const sales = new SalesPage(page)
  await sales.accept('Ada Martin', 'ana')
  await live('PT2H')
  const returnedAt = product.now()
  await test.step('sales returns the lead with a reason, and she is back in nurture', async () => {
    await sales.giveBack('Ada Martin', 'Bad timing', 'Budget comes in spring.')
    const journey = (await (await ContactsPage.open(page)).openContact('Ada Martin')).journey('White paper')
    await expect(journey.filter({ hasText: 'Hand to sales' })).toContainText('bad timing')
    await expect(journey.last()).toContainText('Back to nurture')
    await live('P15D')
    await expect
      .poll(() => subjectsOf(mailbox, ADA.email))
      .toEqual(['Ada, here is your white paper', 'How others did it'])
    await page.reload()
    await expect(journey.last()).toContainText('Two weeks')
    await testInfo.attach('journey', { body: await page.screenshot(), contentType: 'image/png' })
  })

  await test.step('the others went their own ways', async () => {
    await expect
      .poll(() => subjectsOf(mailbox, 'chloe@petit.example'))
      .toEqual(['Chloé, here is your white paper', 'How others did it'])
    expect(await subjectsOf(mailbox, 'denis@sorel.example')).toEqual([])
    const outbox = await OutboxPage.open(page)
    await expect(outbox.messages('SMS', 'Basile Renard')).toHaveCount(1)
  })

  await test.step('the exported flow replays in the terminal to the same timeline', async () => {
    const [ada] = (await api.contacts(ADA.email)).items
    if (!ada) throw new Error('Ada is not among the contacts.')
    const happened = [
      { at: submittedAt, event: 'form_submitted', properties: { form: 'white-paper' } },
      { at: clickedAt, event: 'email_opened', of: 'email' },
      { at: clickedAt, event: 'email_clicked', of: 'email' },
      { at: acceptedAt, handoff: 'accept' },
      { at: returnedAt, handoff: 'return', reason: 'bad_timing' },
    ]
    const told = await retell(
      api,
      { flow, contact: { id: ada.id, ...ADA }, startAt: importedAt, untilAt: product.now(), happened },
      testInfo.outputPath('scenario.json'),
    )
    expect(told.length).toBeGreaterThan(5)
    expect(told).toEqual(await journalOf(api, ada.id))
  })
  expect(complaints).toEqual([])
})
