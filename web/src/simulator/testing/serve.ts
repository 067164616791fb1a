import { editableSettingsSchema } from '@couveuse/shared/api/settings'
import { vi } from 'vitest'
import { settings } from './white-paper.ts'

type Answer = unknown | ((address: URL) => unknown)

const { messages, segments, scoring, ...editable } = settings

/** What the server says of a workspace with the settings of the white-paper flow. */
const workspace: Readonly<Record<string, Answer>> = {
  '/api/settings': {
    revision: 1,
    updatedAt: null,
    settings: editableSettingsSchema.parse(JSON.parse(JSON.stringify(editable))),
    delivery: {
      email: { mode: 'captured', host: null, from: null },
      sms: { mode: 'captured', host: null, from: null },
      publicUrl: 'http://localhost:4400',
      interruptedSends: 'hold',
    },
  },
  '/api/templates': { items: Object.entries(messages).map(([key, message]) => ({ key, usedBy: [], ...message })) },
  '/api/segments': { items: Object.entries(segments).map(([key, when]) => ({ key, when, members: 0, usedBy: [] })) },
  '/api/scoring': { revision: 1, scoring, problems: [] },
  '/api/flows': { items: [], nextCursor: null },
}

/** Stubs `fetch` with answers by path; an Error is a lost connection, a Response goes out as it is. */
export function serve(answers: Readonly<Record<string, Answer>> = {}): void {
  const all = { ...workspace, ...answers }
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address) => {
      const url = new URL(String(address), 'http://localhost')
      const answer = all[url.pathname]
      const body: unknown = typeof answer === 'function' ? answer(url) : answer
      if (body instanceof Error) throw body
      if (body instanceof Response) return body
      if (body !== undefined) return Response.json(body)
      return Response.json({ code: 'route_not_found', message: `nothing at ${url.pathname}` }, { status: 404 })
    }),
  )
}
