import type { ScorePoint } from './play.ts'

export interface ScorePath {
  /** `d` of the line, and of the area under it */
  readonly line: string
  readonly area: string
  /** height at which a score stands, for thresholds */
  y(score: number): number
  readonly last: { readonly x: number; readonly y: number }
  /** top of the scale */
  readonly top: number
}

/** The total score over time as a line in a box; steps at moments, straight where points fade in between. */
export function scorePath(
  points: readonly ScorePoint[],
  { width, height, least }: { readonly width: number; readonly height: number; readonly least: number },
): ScorePath {
  const totals = points.map(({ score }) => score.total)
  const top = Math.max(least, ...totals)
  const bottom = Math.min(0, ...totals)
  const first = points[0]?.at ?? 0
  const span = Math.max(1, (points.at(-1)?.at ?? 0) - first)
  const x = (at: number): number => round(((at - first) / span) * width)
  const y = (score: number): number => round(height - ((score - bottom) / Math.max(1, top - bottom)) * height)
  const coordinates = points.map(({ at, score }) => ({ x: x(at), y: y(score.total) }))
  const line = coordinates.map((point, index) => `${index === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('')
  const last = coordinates.at(-1) ?? { x: 0, y: height }
  const area = line === '' ? '' : `${line}L${last.x} ${y(bottom)}L0 ${y(bottom)}Z`
  return { line, area, y, last, top }
}

const round = (length: number): number => Math.round(length * 10) / 10
