import { expect, test } from '../fixtures.ts'
import { ContactsPage } from '../page-models/contacts-page.ts'
import { FlowsPage } from '../page-models/flows-page.ts'

test('a file that is no CSV with contacts is refused with one clear error, and nobody is imported', async ({
  page,
  product,
  api,
}) => {
  await page.goto(product.url)
  const importing = await (await ContactsPage.open(page)).import()
  for (const { name, content, says } of [
    { name: 'wrong-columns.csv', content: 'colour,size\nred,12\nblue,13\n', says: /e-mail/ },
    {
      name: 'latin-1.csv',
      content: Buffer.from('email,first name\nren\xe9@example.com,Ren\xe9\n', 'latin1'),
      says: /UTF-8/,
    },
    { name: 'empty.csv', content: 'email,first name\n', says: /at least one contact/ },
  ]) {
    await test.step(name, async () => {
      await importing.choose(name, content)
      await expect(importing.refusal).toHaveCount(1)
      await expect(importing.refusal).toContainText(says)
      await importing.chooseOther()
    })
  }
  expect((await api.contacts()).total).toBe(0)
})

test('a file that is no flow is refused with one clear error, and no flow is made', async ({ page, product, api }) => {
  await page.goto(product.url)
  const dialog = await (await FlowsPage.open(page)).newFlow()
  for (const { name, content, says } of [
    { name: 'broken.json', content: '{"dsl": 1, "steps": {', says: /not JSON/ },
    { name: 'list.json', content: '[1, 2]', says: /not a flow/ },
    {
      name: 'unknown-kind.json',
      content: JSON.stringify({ dsl: 1, key: 'x', name: 'X', start: 'a', steps: { a: { kind: 'telepathy' } } }),
      says: /telepathy/,
    },
  ]) {
    await test.step(name, async () => {
      await dialog.chooseFile(name, content)
      await dialog.submit()
      await expect(dialog.errors(says)).toHaveCount(1)
    })
  }
  expect((await api.flows()).items).toEqual([])
})

test('the API answers bad input with one code and the place, and writes nothing', async ({ product, api }) => {
  const flow = {
    dsl: 1,
    key: 'f',
    name: 'F',
    start: 'a',
    steps: { a: { kind: 'end', reason: 'r', outcome: 'neutral' } },
  }
  const fromJson = (change: object) => JSON.stringify({ from: 'json', flow: { ...flow, ...change } })
  const json = 'application/json'
  const refused = [
    {
      what: 'malformed JSON',
      path: '/api/flows',
      type: json,
      body: '{"from": "json", "flow": {',
      code: 'invalid_json',
    },
    {
      what: 'an unknown kind',
      path: '/api/flows',
      type: json,
      body: fromJson({ steps: { a: { kind: 'telepathy' } } }),
      code: 'wrong_shape',
    },
    {
      what: 'a wrong type',
      path: '/api/flows',
      type: json,
      body: fromJson({ steps: { a: { kind: 'wait', for: 7 } } }),
      code: 'wrong_shape',
    },
    {
      what: 'an event of an unknown contact',
      path: '/api/events',
      type: json,
      body: JSON.stringify({ id: 'e', event: 'page_viewed', contact: { email: 'nobody@example.com' } }),
      code: 'unknown_contact',
    },
    {
      what: 'a flow of 6 MB',
      path: '/api/flows',
      type: json,
      body: fromJson({ description: 'x'.repeat(6_000_000) }),
      code: 'body_too_large',
    },
    {
      what: 'a CSV with wrong columns',
      path: '/api/contacts/imports',
      type: 'text/csv',
      body: 'colour,size\nred,12\n',
      code: 'csv_wrong_columns',
    },
  ]
  for (const { what, path, type, body, code } of refused) {
    await test.step(what, async () => {
      const answer = await fetch(new URL(path, product.url), {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      const problem = await answer.json()
      console.log(what, answer.status, JSON.stringify(problem).slice(0, 400))
      expect(problem).toMatchObject({ code, message: expect.stringMatching(/\w.*\.$/) })
    })
  }
  expect((await api.flows()).items).toEqual([])
  expect((await api.contacts()).total).toBe(0)
})
