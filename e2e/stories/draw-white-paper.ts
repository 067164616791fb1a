import { expect } from '../fixtures.ts'
import type { DesignerPage } from '../page-models/designer-page.ts'

/** Draws the white-paper flow on an empty canvas: some of it by mouse, some by keyboard, some in the forms. */
export async function drawWhitePaper(designer: DesignerPage): Promise<void> {
  const { inspector, page } = designer

  // How contacts come in
  await page.getByRole('button', { name: /contact does$/ }).click()
  const trigger = inspector.part('Trigger 1')
  await inspector.press('Add a condition', trigger)
  await trigger.getByRole('combobox', { name: 'Rule 1, field' }).fill('form')
  await trigger.getByRole('textbox', { name: 'Rule 1, value' }).fill('white-paper')

  // The welcome, and a week of listening: by mouse
  await designer.drop('E-mail', { x: 480, y: 320 })
  await designer.rename('Welcome')
  await inspector.choose('Message', 'welcome')
  await expect(inspector.panel.getByRole('figure')).toContainText('here is your white paper')
  await inspector.choose('Topic', 'newsletter')
  await designer.drop('Listen', { x: 480, y: 520 })
  await designer.rename('Clicks within a week?')
  await inspector.choose('Only for the message of', 'Welcome')
  await inspector.setDuration('Wait at most', 7, 'days')
  await designer.connect('Sent', 'Welcome', 'Clicks within a week?')

  // Score and branch: by keyboard
  await designer.addAfter('Clicks within a week?', 'Score')
  await designer.rename('Showed interest')
  await inspector.fill('Engagement points', '15')
  await inspector.fill('Reason', 'Clicked in the welcome e-mail')
  await designer.addAfter('Showed interest', 'Branch')
  await designer.rename('How warm?')
  const hot = inspector.part('Path 1')
  await inspector.fill('Name', 'Hot', hot)
  await inspector.setRule('Total score', 'is at least', '40', hot)
  await inspector.press('Add a path')
  const warm = inspector.part('Path 2')
  await inspector.fill('Name', 'Warm', warm)
  await inspector.setRule('Total score', 'is at least', '30', warm)
  await designer.tidyUp()
  await designer.connect('Nothing came', 'Clicks within a week?', 'How warm?')

  // Hot: to sales, and back to nurture when they return the lead
  await designer.outlet('Hot', 'How warm?').click()
  await designer.palette.getByRole('button', { name: 'Hand-off', exact: true }).click()
  await designer.rename('Hand to sales')
  await inspector.choose('Team', 'inside-sales')
  await inspector.fill('Brief', '{{ contact.firstName }} read the white paper. Score {{ score.total }}.')
  await designer.addInForm('Returned', 'Back to nurture')
  await designer.rename('Back to nurture')

  // Warm: an SMS; cold, and after the SMS: a second content
  await designer.select('How warm?')
  await designer.addInForm('Warm', 'SMS')
  await designer.rename('Offer a call')
  await inspector.panel.getByText('Written here').click()
  await inspector.fill('Text', 'Hello {{ contact.firstName }}, shall we talk?')
  await inspector.choose('Topic', 'newsletter')
  await designer.tidyUp()
  await designer.drawInto('Otherwise', 'How warm?', { x: 170, y: -30 }, 'E-mail')
  await designer.rename('Case study')
  await inspector.panel.getByText('Written here').click()
  await inspector.fill('Subject', 'How others did it')
  await inspector.fill('Text', 'Dear {{ contact.firstName }}, here is a case study.')
  await inspector.choose('Topic', 'newsletter')
  await designer.addAfter('Case study', 'Wait')
  await designer.rename('Two weeks')
  await inspector.setDuration('Time to wait', 14, 'days')
  await designer.addAfter('Two weeks', 'End')
  await designer.rename('In peace')
  await inspector.fill('Reason', 'done')

  // The ways that are still open: in the forms
  await designer.select('Offer a call')
  await designer.lead('Sent', 'Case study')
  await designer.lead('Not permitted', 'Case study')
  await designer.select('Welcome')
  await designer.lead('Not permitted', 'In peace')
  await designer.select('Case study')
  await designer.lead('Not permitted', 'In peace')
  await designer.select('Hand to sales')
  await designer.lead('Won', 'In peace')
  await designer.lead('Lost', 'In peace')
  await designer.select('Back to nurture')
  await inspector.choose('Step', 'Case study')
  await inspector.setDuration('Leave the contact in peace for', 14, 'days')
  await designer.tidyUp()
}
