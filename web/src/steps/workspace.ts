import { flowListSchema } from '@couveuse/shared/api/flows'
import { templateListSchema } from '@couveuse/shared/api/library'
import { segmentListSchema } from '@couveuse/shared/api/segments'
import { type Delivery, scoringSchema, settingsSchema } from '@couveuse/shared/api/settings'
import { BUILT_IN_EVENTS } from '@couveuse/shared/contract/words'
import { type WorkspaceSettings, workspaceSettingsSchema } from '@couveuse/shared/flow/settings'
import { queryOptions } from '@tanstack/react-query'
import { request } from '../app/api-client.ts'

/** What flows refer to by name: the settings with library, segments and scoring, and the other flows. */
export interface Workspace {
  readonly settings: WorkspaceSettings
  readonly flows: readonly { readonly key: string; readonly name: string }[]
  /** absent while it is not known how messages leave */
  readonly delivery?: Delivery
}

/** Before anything is known, and in tests. */
export const emptyWorkspace: Workspace = { settings: workspaceSettingsSchema.parse({}), flows: [] }

/** Everything the designer looks up by name, in one go; refreshed when the window comes back to the front. */
export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  staleTime: 30_000,
  queryFn: async ({ signal }): Promise<Workspace> => {
    const [{ settings, delivery }, templates, segments, { scoring }, flows] = await Promise.all([
      request({ path: '/api/settings', schema: settingsSchema, signal }),
      request({ path: '/api/templates', schema: templateListSchema, signal }),
      request({ path: '/api/segments', schema: segmentListSchema, signal }),
      request({ path: '/api/scoring', schema: scoringSchema, signal }),
      request({ path: '/api/flows', query: { limit: 200 }, schema: flowListSchema, signal }),
    ])
    return {
      settings: {
        ...settings,
        messages: Object.fromEntries(
          templates.items.map(({ key, name, subject, body }) => [
            key,
            { body, ...(name === undefined ? {} : { name }), ...(subject === undefined ? {} : { subject }) },
          ]),
        ),
        segments: Object.fromEntries(segments.items.map(({ key, when }) => [key, when])),
        scoring,
      },
      flows: flows.items.map(({ key, name }) => ({ key, name })),
      delivery,
    }
  },
})

/** Events the workspace speaks of already: the built-in ones and those of its scoring. */
export function workspaceEvents({ settings }: Workspace): readonly string[] {
  return [...new Set([...BUILT_IN_EVENTS, ...settings.scoring.engagement.map(({ event }) => event)])]
}

/** Everybody who is in a team, each once. */
export function workspaceMembers({ settings }: Workspace): readonly string[] {
  return [...new Set(Object.values(settings.teams).flatMap(({ members }) => members))].sort()
}

/** The team to begin with; a hand-off or a task may never be without a name for one. */
export function firstTeam({ settings }: Workspace): string {
  return Object.keys(settings.teams)[0] ?? 'sales'
}

/** Name of a message of the library as people know it. */
export function messageName({ settings }: Workspace, key: string): string {
  return (Object.hasOwn(settings.messages, key) ? settings.messages[key]?.name : undefined) ?? key
}
