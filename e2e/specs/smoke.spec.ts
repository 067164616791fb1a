import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'

test.describe.configure({ mode: 'parallel' })

/** By all of axe's rules. Only what breaks one is told in full: everything else is four times the work to hand over. */
const judge = (page: Page) =>
  new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()

/** Each pair of language, theme and width comes up once. */
const LOOKS = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'fr', theme: 'dark', width: 1440 },
  { language: 'fr', theme: 'light', width: 1024 },
  { language: 'en', theme: 'dark', width: 1024 },
] as const

/** What each page must show before it is looked at, whatever the language: at least so many of that role. */
const PAGES = [
  { what: 'the flows', path: '/flows', role: 'row', least: 4 },
  { what: 'the designer with a published flow', path: '/flows/white-paper-nurture', role: 'group', least: 16 },
  { what: 'the contacts', path: '/contacts', role: 'row', least: 20 },
  { what: 'the import', path: '/contacts?show=import', role: 'list', least: 1 },
  { what: 'a contact', path: '/contacts/demo-0001', role: 'region', least: 6 },
  { what: 'sales', path: '/sales', role: 'listitem', least: 10 },
  { what: 'the outbox', path: '/outbox', role: 'listitem', least: 20 },
  { what: 'the settings', path: '/settings', role: 'combobox', least: 1 },
  { what: 'the scoring model', path: '/settings?section=scoring', role: 'textbox', least: 5 },
  { what: 'the library of messages', path: '/settings?section=messages', role: 'region', least: 6 },
  { what: 'the retention', path: '/settings?section=keeping', role: 'switch', least: 3 },
  { what: 'the health of the runtime', path: '/operations', role: 'listitem', least: 15 },
  { what: 'a page that does not exist', path: '/nowhere', role: 'link', least: 5 },
] as const

for (const { language, theme, width } of LOOKS) {
  test.describe(`in ${language}, ${theme}, ${width} wide`, () => {
    test.use({ viewport: { width, height: 900 }, locale: language, colorScheme: theme })

    for (const { what, path, role, least } of PAGES) {
      test(`${what} can be read by everybody and complains of nothing`, async ({ page, demo, complaints }) => {
        await page.clock.install({ time: demo.now() })
        await page.goto(new URL(path, demo.url).href)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.getByRole(role).nth(least - 1)).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        const { violations } = await judge(page)
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
        const isWider = await page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        )
        expect(isWider, 'wider than the window').toBe(false)
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        expect(complaints).toEqual([])
      })
    }
  })
}
