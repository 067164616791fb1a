import { expect, test } from '../fixtures.ts'
import { ContactsPage } from '../page-models/contacts-page.ts'
import { FlowsPage } from '../page-models/flows-page.ts'
import { apiOf } from '../product/api.ts'
import type { Product } from '../product/start-product.ts'

const FLOW = {
  dsl: 1,
  key: 'f',
  name: 'F',
  start: 'a',
  steps: { a: { kind: 'end', reason: 'r', outcome: 'neutral' } },
}
/** All contacts and flows there are: what bad input must leave as it is. */
async function contentOf({ url }: Product) {
  const api = apiOf(url)
  return {
    contacts: (await api.contacts()).items.map(({ email }) => email),
    flows: (await api.flows()).items.map(({ key }) => key),
  }
}

const withStep = (step: object) => ({ ...FLOW, steps: { a: step } })

test('a file that is no CSV with contacts is refused with one clear error, and nobody is imported', async ({
  page,
  bare,
}) => {
  const before = await contentOf(bare)
  await page.goto(bare.url)
  const importing = await (await ContactsPage.open(page)).import()
  const latin1 = Buffer.from('email,first name\nrené@example.com,René\n', 'latin1')
  for (const { name, content, says } of [
    { name: 'wrong-columns.csv', content: 'colour,size\nred,12\nblue,13\n', says: /e-mail/ },
    { name: 'latin-1.csv', content: latin1, says: /UTF-8/ },
    { name: 'empty.csv', content: 'email,first name\n', says: /at least one contact/ },
  ]) {
    await test.step(name, async () => {
      await importing.choose(name, content)
      await expect(importing.refusal).toHaveCount(1)
      await expect(importing.refusal).toContainText(says)
      await importing.chooseOther()
    })
  }
  expect(await contentOf(bare)).toEqual(before)
})

test('the same address twice in a CSV is told with its line, and becomes one contact', async ({ page, bare }) => {
  const before = await contentOf(bare)
  await page.goto(bare.url)
  const importing = await (await ContactsPage.open(page)).import()
  await importing.choose('twice.csv', 'email,first name\nada@example.com,Ada\nADA@example.com,Ada\nnobody,Nob\n')
  await expect(importing.findings).toContainText(['The same contact twice', 'Not an e-mail address'])
  await importing.confirm(1)
  expect((await contentOf(bare)).contacts.filter((email) => !before.contacts.includes(email))).toEqual([
    'ada@example.com',
  ])
})

test('a file that is no flow is refused with one clear error, and no flow is made', async ({ page, bare }) => {
  const before = await contentOf(bare)
  await page.goto(bare.url)
  const dialog = await (await FlowsPage.open(page)).newFlow()
  for (const { name, content, says } of [
    { name: 'broken.json', content: '{"dsl": 1, "steps": {', says: /not JSON/ },
    { name: 'list.json', content: '[1, 2]', says: /not a flow/ },
    { name: 'unknown-kind.json', content: JSON.stringify(withStep({ kind: 'telepathy' })), says: /telepathy/ },
  ]) {
    await test.step(name, async () => {
      await dialog.chooseFile(name, content)
      await dialog.submit()
      await expect(dialog.errors(says)).toHaveCount(1)
    })
  }
  expect(await contentOf(bare)).toEqual(before)
})

test('JSON that is no flow cannot replace the draft, and the designer says why', async ({ page, bare }) => {
  await page.goto(bare.url)
  const designer = await (await (await FlowsPage.open(page)).newFlow()).create('Draft')
  const importing = await designer.import()
  for (const { text, says } of [
    { text: '{"dsl": 1, "steps": {', says: /JSON/ },
    { text: JSON.stringify(withStep({ kind: 'telepathy' })), says: /telepathy/ },
    { text: JSON.stringify(withStep({ kind: 'wait', for: 7 })), says: /steps\.a/ },
  ]) {
    await test.step(text, async () => {
      await importing.paste(text)
      await expect(importing.refusal).toHaveCount(1)
      await expect(importing.refusal).toContainText(says)
      await expect(importing.replace).toBeDisabled()
    })
  }
  await importing.paste(JSON.stringify(FLOW))
  await expect(importing.refusal).toHaveCount(0)
  await importing.replace.click()
  await expect(designer.canvas.getByRole('group', { name: /End/ })).toBeVisible()
})

test('the API answers bad input with one code and the place, and writes nothing', async ({ bare }) => {
  const before = await contentOf(bare)
  const asFlow = (flow: object) => JSON.stringify({ from: 'json', flow })
  const event = { id: 'e', event: 'page_viewed', contact: { email: 'nobody@example.com' } }
  const refused = [
    { what: 'malformed JSON', to: '/api/flows', body: '{"from": "json", "flow": {', code: 'invalid_json' },
    {
      what: 'an unknown kind',
      to: '/api/flows',
      body: asFlow(withStep({ kind: 'telepathy' })),
      code: 'wrong_shape',
      path: 'flow.steps.a.kind',
    },
    {
      what: 'a wrong type',
      to: '/api/flows',
      body: asFlow(withStep({ kind: 'wait', for: 7 })),
      code: 'wrong_shape',
      path: 'flow.steps.a.for',
    },
    {
      what: 'a flow of 6 MB',
      to: '/api/flows',
      body: asFlow({ ...FLOW, description: 'x'.repeat(6_000_000) }),
      code: 'body_too_large',
    },
    {
      what: 'an event of an unknown contact',
      to: '/api/events',
      body: JSON.stringify(event),
      code: 'unknown_contact',
      path: 'contact.email',
    },
    {
      what: 'a CSV with wrong columns',
      to: '/api/contacts/imports',
      type: 'text/csv',
      body: 'colour,size\nred,12\n',
      code: 'csv_wrong_columns',
      path: 'line 1',
    },
  ]
  for (const { what, to, type = 'application/json', body, code, path } of refused) {
    await test.step(what, async () => {
      const answer = await fetch(new URL(to, bare.url), { method: 'POST', headers: { 'content-type': type }, body })
      const problem = await answer.json()
      expect(problem).toMatchObject({ code, status: answer.status, ...(path === undefined ? {} : { path }) })
      expect(problem.message).toMatch(/^\w.*\.$/s)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    })
  }
  expect(await contentOf(bare)).toEqual(before)
})
