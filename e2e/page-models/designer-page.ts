import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { ImportJsonDialog } from './import-json-dialog.ts'
import { Inspector } from './inspector.ts'
import { ReplayPanel } from './replay-panel.ts'

const MOST_KINDS = 15

/** The designer: a canvas between the palette of steps and the inspector. */
export class DesignerPage {
  readonly page: Page
  readonly inspector: Inspector
  readonly canvas: Locator
  readonly palette: Locator

  constructor(page: Page) {
    this.page = page
    this.inspector = new Inspector(page)
    this.canvas = page.getByRole('region', { name: 'Canvas' })
    this.palette = page.getByRole('navigation', { name: 'Steps' })
  }

  card(label: string): Locator {
    return this.canvas.getByRole('group', { name: `${label}, ` })
  }

  /** How many have come into the published flow, as its canvas says. */
  async countEntered(): Promise<number> {
    return Number(
      (await this.canvas.getByRole('group', { name: 'How contacts come in' }).textContent())?.match(/\d+/)?.[0],
    )
  }

  /** Whether the replayed trip stands at a step (`current`), has been there (`visited`), or has not (`dark`). */
  async expectLight(label: string, light: 'current' | 'visited' | 'dark'): Promise<void> {
    await expect(this.card(label).locator('[data-light]').first()).toHaveAttribute('data-light', light)
  }

  outlet(name: string, label: string): Locator {
    return this.card(label).getByRole('button', { name: `Outlet ${name} of ` })
  }

  /** Selects a step, and with it its form. */
  async select(label: string): Promise<Inspector> {
    await this.showAll()
    await this.card(label).click({ position: { x: 40, y: 12 } })
    await expect(this.inspector.panel.getByRole('textbox', { name: 'Label' })).toHaveValue(label)
    return this.inspector
  }

  async rename(label: string): Promise<void> {
    await this.inspector.fill('Label', label)
    await expect(this.card(label)).toBeVisible()
  }

  /** By mouse: drags a kind from the palette to a place of the canvas. */
  async drop(kind: string, at: { readonly x: number; readonly y: number }): Promise<void> {
    await this.palette.getByRole('button', { name: kind, exact: true }).dragTo(this.canvas, { targetPosition: at })
  }

  /** By mouse: draws from an outlet to a card. */
  async connect(outlet: string, from: string, to: string): Promise<void> {
    await this.dragFrom(outlet, from, async () => {
      const box = await boxOf(this.card(to))
      return { x: box.x + box.width / 2, y: box.y + 8 }
    })
  }

  /** By mouse: draws from an outlet into the open, and takes a kind from the menu that appears there. */
  async drawInto(
    outlet: string,
    from: string,
    by: { readonly x: number; readonly y: number },
    kind: string,
  ): Promise<void> {
    await this.dragFrom(outlet, from, async (start) => ({ x: start.x + by.x, y: start.y + by.y }))
    await this.takeKind(kind)
  }

  /** By keyboard: A on a card adds after its first open outlet. */
  async addAfter(label: string, kind: string): Promise<void> {
    await this.card(label).focus()
    await this.page.keyboard.press('a')
    await this.takeKind(kind)
  }

  /** By keyboard, in the form: adds after one outlet of the selected step. */
  async addInForm(outlet: string, kind: string): Promise<void> {
    const add = this.inspector.panel.getByRole('button', { name: `Add a step after “${outlet}”` })
    await add.focus()
    await add.press('Enter')
    await this.takeKind(kind)
  }

  /** By the form: leads an outlet of the selected step to another one. */
  async lead(outlet: string, to: string): Promise<void> {
    await this.inspector.choose(`“${outlet}” leads to`, to)
  }

  async showAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show the whole flow' }).click()
  }

  async tidyUp(): Promise<void> {
    await this.page.getByRole('button', { name: 'Tidy up' }).click()
  }

  async publish(): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: /^Publish/ })
    await dialog.getByRole('button', { name: /^Publish version/ }).click()
    await expect(dialog).toBeHidden()
  }

  async replay(): Promise<ReplayPanel> {
    await this.page.getByRole('toolbar', { name: 'Flow actions' }).getByRole('button', { name: 'Replay' }).click()
    const replay = new ReplayPanel(this.page)
    await expect(replay.timeline).toBeVisible()
    return replay
  }

  /** The flow as a file on the visitor's disk. */
  async export(): Promise<unknown> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.openMenu('Export as a JSON file')])
    return JSON.parse(await readFile(await download.path(), 'utf8'))
  }

  async import(): Promise<ImportJsonDialog> {
    await this.openMenu('Import JSON…')
    return new ImportJsonDialog(this.page)
  }

  private async openMenu(item: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Import and export' }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  private async takeKind(kind: string): Promise<void> {
    const menu = this.page.getByRole('dialog', { name: 'Add a step' })
    await menu.getByRole('searchbox', { name: 'Find a kind of step' }).fill(kind)
    // Enter takes the option that is lit.
    const lit = menu.locator('[data-combobox-selected]')
    await expect(lit).toHaveCount(1)
    const wanted = menu.getByRole('option', { name: kind, exact: true }).and(lit)
    for (let pressed = 0; pressed < MOST_KINDS && (await wanted.count()) === 0; pressed += 1)
      await this.page.keyboard.press('ArrowDown')
    await this.page.keyboard.press('Enter')
    await expect(menu).toBeHidden()
  }

  private async dragFrom(
    outlet: string,
    from: string,
    to: (start: { readonly x: number; readonly y: number }) => Promise<{ readonly x: number; readonly y: number }>,
  ): Promise<void> {
    await this.showAll()
    const segment = this.outlet(outlet, from)
    await segment.hover({ position: { x: 3, y: 3 } }) // waits until the view stands still
    const box = await boxOf(segment)
    const start = { x: box.x + box.width / 2, y: box.y + box.height }
    const end = await to(start)
    const { mouse } = this.page
    await mouse.move(start.x, start.y)
    await mouse.down()
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 })
    await mouse.move(end.x, end.y, { steps: 4 })
    await mouse.up()
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error(`${locator} is not on the page.`)
  return box
}
