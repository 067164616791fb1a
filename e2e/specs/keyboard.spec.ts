import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { SalesPage } from '../page-models/sales-page.ts'
import { apiOf } from '../product/api.ts'

const MOST_TABS = 30

/** Goes to a room as those do who never touch the mouse. */
async function goTo(page: Page, room: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').locator('input')).toBeFocused()
  await page.keyboard.type(room)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible()
}

/** Tab by tab, until the focus is on what has that name. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const focused = page.locator(`${selector}:focus, ${selector} :focus`)
  for (let tabs = 0; tabs < MOST_TABS && (await focused.count()) === 0; tabs += 1) await page.keyboard.press('Tab')
  await expect(focused).toHaveCount(1)
}

test('sales works through its leads by keyboard alone', async ({ page, demo, complaints }) => {
  await page.clock.install({ time: demo.now() })
  await page.goto(demo.url)
  await goTo(page, 'Sales')
  const sales = new SalesPage(page)
  const { keyboard } = page
  const { items } = await apiOf(demo.url).openLeads()
  const [first = '', second = '', third = ''] = items.map(({ contact }) => contact.name)

  await test.step('J goes to the next lead, A accepts it', async () => {
    await expect(sales.lead(first)).toHaveCount(1)
    await keyboard.press('j')
    await expect(sales.story(first)).toBeVisible()
    await keyboard.press('a')
    await expect(page.getByText(`The lead of ${first} is accepted.`)).toBeVisible()
    await expect(sales.lead(first)).toHaveCount(0)
  })

  await test.step('R gives one back, with the reason chosen by arrows', async () => {
    await keyboard.press('j')
    await expect(sales.story(second)).toBeVisible()
    await keyboard.press('r')
    const dialog = page.getByRole('dialog', { name: `Give ${second} back to marketing` })
    await expect(dialog.getByRole('radio').first()).toBeFocused()
    await keyboard.press('ArrowDown')
    await expect(dialog.getByRole('radio').nth(1)).toBeChecked()
    await keyboard.press('Tab')
    await keyboard.type('Call again in spring.')
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await expect(page.getByText(`${second} goes back to nurture.`)).toBeVisible()
    await expect(sales.lead(second)).toHaveCount(0)
  })

  await test.step('Escape leaves a dialog and changes nothing', async () => {
    await keyboard.press('j')
    await expect(sales.story(third)).toBeVisible()
    await keyboard.press('r')
    await expect(page.getByRole('dialog')).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(sales.lead(third)).toHaveCount(1)
  })
  expect(complaints).toEqual([])
})

test('the outbox is read by keyboard alone', async ({ page, demo, complaints }) => {
  await page.clock.install({ time: demo.now() })
  await page.goto(demo.url)
  await goTo(page, 'Outbox')
  const { keyboard } = page
  const rows = page.getByRole('list', { name: 'Messages' }).getByRole('button')
  await expect(rows.nth(2)).toBeVisible()

  await tabTo(page, 'ul[aria-label="Messages"]')
  await expect(rows.first()).toBeFocused()
  await keyboard.press('Enter')
  await expect(rows.first()).toHaveAttribute('aria-current', 'true')
  await expect(page.getByRole('article')).toBeVisible()
  for (const row of [1, 2]) {
    await keyboard.press('ArrowDown')
    await expect(rows.nth(row)).toBeFocused()
    await expect(rows.nth(row)).toHaveAttribute('aria-current', 'true')
  }
  await keyboard.press('k')
  await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true')
  expect(complaints).toEqual([])
})
