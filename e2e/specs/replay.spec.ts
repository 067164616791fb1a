import { expect, test } from '../fixtures.ts'
import { DesignerPage } from '../page-models/designer-page.ts'

const CLICK = 'Clicks a link of “Welcome and white paper”'

test('a tester replays a flow with somebody invented, and the way they go lights up on the canvas', async ({
  page,
  demo,
  complaints,
}) => {
  await page.clock.install({ time: demo.now() })
  await page.goto(new URL('/flows/white-paper-nurture', demo.url).href)
  const designer = new DesignerPage(page)
  const replay = await designer.replay()

  await test.step('somebody invented begins at the start', async () => {
    await replay.invent('Nora', 'Petit', 'nora@petit.example')
    await expect(replay.clock).toContainText('Day 1')
    await expect(replay.timeline).toContainText('nora@petit.example')
    await designer.expectLight('Welcome and white paper', 'visited')
    await designer.expectLight('Clicks within a week?', 'current')
    await designer.expectLight('How warm is the lead?', 'dark')
  })

  await test.step('what they do decides where they go, and the timeline says why', async () => {
    await replay.letHappen(CLICK)
    await expect(replay.timeline).toContainText('How warm is the lead?')
    await designer.expectLight('Showed interest', 'visited')
    await designer.expectLight('How warm is the lead?', 'visited')
    await expect(replay.clock).toContainText('Day 1')
  })

  await test.step('taken back and left alone they go another way, a week later', async () => {
    await replay.takeBack(CLICK)
    await designer.expectLight('Clicks within a week?', 'current')
    await replay.press('Next')
    await expect(replay.clock).toContainText(/Day [89]/)
    await expect(replay.timeline).toContainText('Nothing came')
    await designer.expectLight('Showed interest', 'dark')
    await designer.expectLight('How warm is the lead?', 'visited')
  })

  await test.step('an order ends the trip at its goal', async () => {
    await replay.inject('order_placed')
    await expect(replay.timeline).toContainText('Converted: goal reached')
    await expect(replay.panel).toContainText('Nothing more happens by itself')
  })
  expect(complaints).toEqual([])
})
