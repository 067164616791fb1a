import { expect, test } from '../fixtures.ts'
import { ContactsPage } from '../page-models/contacts-page.ts'
import { DesignerPage } from '../page-models/designer-page.ts'
import { FlowsPage } from '../page-models/flows-page.ts'

const FLOW = 'White paper nurture'

test('somebody enrolled in one tab moves the counts that stand open in others', async ({
  page,
  context,
  demo,
  complaints,
}) => {
  const list = await context.newPage()
  await list.goto(demo.url)
  const flows = new FlowsPage(list)
  const inside = await flows.countInside(FLOW)
  const canvas = await context.newPage()
  await canvas.goto(new URL('/flows/white-paper-nurture', demo.url).href)
  const designer = new DesignerPage(canvas)
  await expect.poll(() => designer.countEntered()).toBeGreaterThan(0)
  const entered = await designer.countEntered()

  await page.goto(demo.url)
  const contact = await (await ContactsPage.open(page)).create({
    firstName: 'Nora',
    lastName: 'Petit',
    email: 'nora@petit.example',
  })
  await contact.enroll(FLOW)

  await expect.poll(() => flows.countInside(FLOW)).toBe(inside + 1)
  await expect.poll(() => designer.countEntered()).toBe(entered + 1)
  expect(complaints).toEqual([])
})
