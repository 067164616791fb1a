import { instantText, instantTextOrNull } from '@couveuse/shared/api/instant'
import type { TimelineItem } from '@couveuse/shared/api/timeline'
import type { AttributeValue } from '@couveuse/shared/contact/schema'
import type { Handoff } from '@couveuse/shared/engine/state'
import type { HistoryItem } from '../../store/history.ts'
import type { FlowWords } from './flow-words.ts'

export function timelineItem(item: HistoryItem, words: FlowWords): TimelineItem {
  const at = instantText(item.at)
  switch (item.type) {
    case 'event': {
      const { id, name, occurredAt, properties, machine } = item.event
      return {
        type: 'event',
        at,
        id,
        event: name,
        occurredAt: instantText(occurredAt),
        properties,
        isMachine: machine,
      }
    }
    case 'change': {
      const { field, from, to, step, enrollmentId } = item.change
      return {
        type: 'change',
        at,
        field,
        from: mutable(from),
        to: mutable(to),
        step: step ?? null,
        enrollmentId: enrollmentId ?? null,
      }
    }
    case 'message': {
      const { record, state } = item.message
      return {
        type: 'message',
        at,
        ...ofStep(record, words),
        id: record.key,
        channel: record.channel,
        subject: record.subject,
        state,
        blocked: record.blocked ?? null,
      }
    }
    case 'entry': {
      const { flow, trigger, enrolled, enrollmentId, reason } = item.entry
      return {
        type: 'entry',
        at,
        flow,
        flowName: words.flowName(flow),
        trigger,
        enrolled,
        enrollmentId: enrollmentId ?? null,
        reason: reason ?? null,
      }
    }
    case 'task': {
      const { id, channel, title, doneAt } = item.task
      return { type: 'task', at, ...ofStep(item.task, words), id, channel, title, doneAt: instantTextOrNull(doneAt) }
    }
    case 'handoff': {
      const { id, team, owner, reason } = item.handoff
      return {
        type: 'handoff',
        at,
        ...ofStep(item.handoff, words),
        id,
        team,
        owner: owner ?? null,
        state: handoffState(item.handoff),
        reason: reason ?? null,
      }
    }
  }
}

function handoffState({ outcome, acceptedAt }: Handoff): 'open' | 'accepted' | 'returned' | 'won' | 'lost' {
  return outcome ?? (acceptedAt === undefined ? 'open' : 'accepted')
}

function ofStep(
  { flow, step, enrollmentId }: { flow: string; step: string; enrollmentId: string },
  words: FlowWords,
): { flow: string; flowName: string; step: string; enrollmentId: string } {
  return { flow, flowName: words.flowName(flow), step, enrollmentId }
}

function mutable(value: AttributeValue | null): string | number | boolean | string[] | null {
  return typeof value === 'object' && value !== null ? [...value] : value
}
