/*
 * Ways between cards, as right-angled lines with rounded corners. A way leaves downwards, enters from above, and goes
 * round the cards in between.
 */

export interface Box {
  readonly id: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

type XY = readonly [x: number, y: number]

export interface Way {
  readonly from: XY
  /** the upper edge of the card it leads to */
  readonly to: { readonly left: number; readonly right: number; readonly y: number }
  /** position of the outlet among its sisters: ways from one card turn at different heights */
  readonly lane: number
}

/** How far a way goes straight on before its first turn and after its last. */
const STUB = 18
const LANE = 8
const CLEAR = 16
const CORNER = 20

/** The corners of a way, from the outlet to the card it leads to. */
export function routeWay({ from, to: { left, right, y: ty }, lane }: Way, boxes: readonly Box[]): readonly XY[] {
  const [fx, fy] = from
  const tx = (left + right) / 2
  const to: XY = [tx, ty]
  const leaveY = fy + STUB + (lane % 4) * LANE
  const enterY = ty - STUB
  const isDown = enterY >= leaveY
  // Straight down onto the card, wherever it meets its edge, before any turn.
  if (ty > fy && fx >= left + CORNER && fx <= right - CORNER && isFree(fx, fy, ty, boxes)) return [from, [fx, ty]]
  if (isDown && isFree(tx, leaveY, ty, boxes)) return corners([from, [fx, leaveY], [tx, leaveY], to])
  if (isDown && isFree(fx, fy, enterY, boxes)) return corners([from, [fx, enterY], [tx, enterY], to])
  const x = laneX({ fx, tx, top: Math.min(leaveY, enterY), bottom: Math.max(leaveY, enterY), isDown, lane }, boxes)
  return corners([from, [fx, leaveY], [x, leaveY], [x, enterY], [tx, enterY], to])
}

/** Nothing stands at `x` between two heights. */
function isFree(x: number, top: number, bottom: number, boxes: readonly Box[]): boolean {
  return boxes.every(
    (box) => box.bottom <= top + 1 || box.top >= bottom - 1 || box.right + CLEAR <= x || box.left - CLEAR >= x,
  )
}

interface Detour {
  readonly fx: number
  readonly tx: number
  readonly top: number
  readonly bottom: number
  readonly isDown: boolean
  readonly lane: number
}

/** The free vertical that makes the least detour: beside one of the cards that stand in the way. */
function laneX({ fx, tx, top, bottom, isDown, lane }: Detour, boxes: readonly Box[]): number {
  const inTheWay = boxes.filter((box) => box.bottom > top && box.top < bottom)
  // Sisters pass beside each other, each one further away from the card.
  const away = CLEAR + LANE + (lane % 4) * LANE
  const candidates = inTheWay.flatMap(({ left, right }) => [left - away, right + away])
  // A way back up is easier to see beside its cards than between them.
  if (!isDown) candidates.push(Math.min(fx, tx) - 154 - away, Math.max(fx, tx) + 154 + away)
  const free = candidates.filter((x) => isFree(x, top, bottom, inTheWay))
  let best = isDown ? (fx + tx) / 2 : Math.max(fx, tx) + 154 + away
  let least = Number.POSITIVE_INFINITY
  for (const x of free) {
    const detour = Math.abs(x - fx) + Math.abs(x - tx)
    if (detour < least) {
      least = detour
      best = x
    }
  }
  return best
}

/** Without corners that lie on a straight line. */
function corners(points: readonly XY[]): readonly XY[] {
  return points.filter((point, index) => {
    const before = points[index - 1]
    const after = points[index + 1]
    if (!before || !after) return true
    const isStraight =
      (Math.abs(before[0] - point[0]) < 0.5 && Math.abs(point[0] - after[0]) < 0.5) ||
      (Math.abs(before[1] - point[1]) < 0.5 && Math.abs(point[1] - after[1]) < 0.5)
    return !isStraight
  })
}

const ROUND = 10

/** The way as an SVG path. */
export function pathOf(points: readonly XY[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first[0]},${first[1]}`
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1]
    const before = points[index]
    if (!next || !before) {
      path += ` L${point[0]},${point[1]}`
      continue
    }
    const [ax, ay] = toward(point, before)
    const [bx, by] = toward(point, next)
    path += ` L${ax},${ay} Q${point[0]},${point[1]} ${bx},${by}`
  }
  return path
}

function toward([x, y]: XY, [ox, oy]: XY): XY {
  const length = Math.hypot(ox - x, oy - y)
  const step = Math.min(ROUND, length / 2)
  return length === 0 ? [x, y] : [x + ((ox - x) * step) / length, y + ((oy - y) * step) / length]
}

/** Where a button on the way stands: the middle of its longest stretch. */
export function middleOf(points: readonly XY[]): XY {
  let best: XY = points[0] ?? [0, 0]
  let longest = -1
  for (const [index, point] of points.slice(1).entries()) {
    const before = points[index]
    if (!before) continue
    const length = Math.hypot(point[0] - before[0], point[1] - before[1])
    if (length > longest) {
      longest = length
      best = [(point[0] + before[0]) / 2, (point[1] + before[1]) / 2]
    }
  }
  return best
}

/** How far a point is from a way. */
export function distanceTo(points: readonly XY[], [x, y]: XY): number {
  let least = Number.POSITIVE_INFINITY
  for (const [index, [bx, by]] of points.slice(1).entries()) {
    const [ax, ay] = points[index] ?? [bx, by]
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const part = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    least = Math.min(least, Math.hypot(x - (ax + part * (bx - ax)), y - (ay + part * (by - ay))))
  }
  return least
}
