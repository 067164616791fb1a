import type { PlaceOutlook } from '@couveuse/shared/api/publications'
import type { Foreseen } from '@couveuse/shared/simulate/foresee'

type Outlook = Omit<PlaceOutlook, 'version' | 'step' | 'here' | 'tried'>

/** What came of the contacts tried, counted; the most frequent first. */
export function outlookOf(foreseen: readonly Foreseen[], labelOf: (step: string) => string): Outlook {
  const sent = tally<Outlook['sent'][number]>()
  const blocked = tally<Outlook['blocked'][number]>()
  const ways = tally<Outlook['ways'][number]>()
  const waiting = tally<Outlook['waiting'][number]>()
  const ended = tally<Outlook['ended'][number]>()
  const failed = tally<Outlook['failed'][number]>()
  for (const { enrollment, journal, messages } of foreseen) {
    for (const { step, channel, blocked: reason } of messages) {
      const at = { step, label: labelOf(step) }
      if (reason === undefined) sent.add({ ...at, channel })
      else blocked.add({ ...at, reason })
    }
    for (const { step, outlet } of journal) if (outlet !== null) ways.add({ step, label: labelOf(step), outlet })
    const { status, step, reason, failure = '' } = enrollment
    const at = { step: step ?? '', label: labelOf(step ?? '') }
    if (status === 'failed') failed.add({ ...at, code: reason ?? '', message: failure })
    else if (step === null) ended.add({ status, reason: reason ?? '' })
    else waiting.add(at)
  }
  return {
    sent: sent.all(),
    blocked: blocked.all(),
    ways: ways.all(),
    waiting: waiting.all(),
    ended: ended.all(),
    failed: failed.all(),
  }
}

function tally<Row extends { count: number }>() {
  const rows = new Map<string, Omit<Row, 'count'> & { count: number }>()
  return {
    add(row: Omit<Row, 'count'>): void {
      const key = JSON.stringify(row)
      const known = rows.get(key)
      if (known) known.count += 1
      else rows.set(key, { ...row, count: 1 })
    },
    all: () => [...rows.values()].sort((a, b) => b.count - a.count),
  }
}
