import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../fixtures.ts'

/** Each pair of language, theme and width comes up once. */
const LOOKS = [
  { language: 'en', theme: 'light', width: 1440 },
  { language: 'fr', theme: 'dark', width: 1440 },
  { language: 'fr', theme: 'light', width: 1024 },
  { language: 'en', theme: 'dark', width: 1024 },
] as const

const PAGES = [
  { path: '/flows', what: 'the flows' },
  { path: '/flows/white-paper-nurture', what: 'the designer with a published flow' },
  { path: '/contacts', what: 'the contacts' },
  { path: '/contacts?show=import', what: 'the import' },
  { path: '/contacts/demo-0001', what: 'a contact' },
  { path: '/sales', what: 'sales' },
  { path: '/outbox', what: 'the outbox' },
  { path: '/settings', what: 'the settings' },
  { path: '/nowhere', what: 'a page that does not exist' },
] as const

for (const { language, theme, width } of LOOKS) {
  test.describe(`in ${language}, ${theme}, ${width} wide`, () => {
    test.use({ viewport: { width, height: 900 }, locale: language, colorScheme: theme })

    for (const { path, what } of PAGES) {
      test(`${what} can be read by everybody and complains of nothing`, async ({
        page,
        demo,
        complaints,
      }, testInfo) => {
        await page.clock.install({ time: demo.now() })
        await page.goto(new URL(path, demo.url).href)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
        await testInfo.attach('page', { body: await page.screenshot(), contentType: 'image/png' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        expect(complaints).toEqual([])
      })
    }
  })
}
