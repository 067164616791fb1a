import { instantTextOrNull } from '@couveuse/shared/api/instant'
import {
  editableSettingsSchema,
  putScoringSchema,
  putSettingsSchema,
  type Scoring,
  type Settings,
  scoringSchema,
  settingsSchema,
} from '@couveuse/shared/api/settings'
import type { Problem } from '@couveuse/shared/contract/problem'
import { checkScoring, checkSettings } from '../check-settings.ts'
import type { HttpDeps } from '../deps.ts'
import { RequestProblems, refuse } from '../refuse.ts'
import { type Route, route } from '../route.ts'
import { asDocument, loadWorkspace } from '../workspace.ts'

const tag = 'Settings'

export function settingsRoutes(deps: HttpDeps): Route[] {
  const { store } = deps

  async function presentSettings(): Promise<Settings> {
    const { settings, revision, updatedAt } = await loadWorkspace(store)
    const { messages: _m, segments: _s, scoring: _c, ...editable } = settings
    return {
      revision,
      updatedAt: instantTextOrNull(updatedAt),
      settings: editableSettingsSchema.parse(editable),
      delivery: deps.delivery,
    }
  }

  async function presentScoring(): Promise<Scoring> {
    const { settings, revision } = await loadWorkspace(store)
    return { revision, scoring: settings.scoring, problems: checkScoring(settings.scoring, settings) }
  }

  /** Replaces members of the stored document if it is still of that revision. */
  async function write(members: object, revision: number): Promise<void> {
    const { document } = await store.settings.get()
    const outcome = await store.settings.put(asDocument({ ...document, ...members }), {
      revision,
      now: deps.clock.now(),
    })
    if (outcome.type === 'conflict') {
      throw refuse(
        'settings_conflict',
        `The settings are at revision ${outcome.revision} now: load them again and repeat your change.`,
        'revision',
      )
    }
    deps.ring()
  }

  return [
    route(
      {
        id: 'getSettings',
        method: 'get',
        path: '/api/settings',
        summary: 'Settings of the workspace, and how messages leave',
        tag,
        answers: { 200: settingsSchema },
      },
      async () => ({ status: 200, body: await presentSettings() }),
    ),
    route(
      {
        id: 'putSettings',
        method: 'put',
        path: '/api/settings',
        summary: 'Change the settings',
        tag,
        body: putSettingsSchema,
        answers: { 200: settingsSchema },
        errors: ['settings_conflict', 'settings_have_errors'],
      },
      async ({ body: { settings, revision } }) => {
        refuseErrors(checkSettings(settings), 'The settings')
        // what was taken out must go from the document too: an absent quiet time is none
        await write({ ...settings, quietHours: settings.quietHours }, revision)
        return { status: 200, body: await presentSettings() }
      },
    ),
    route(
      {
        id: 'getScoring',
        method: 'get',
        path: '/api/scoring',
        summary: 'The scoring model, and what is wrong with it',
        tag,
        answers: { 200: scoringSchema },
      },
      async () => ({ status: 200, body: await presentScoring() }),
    ),
    route(
      {
        id: 'putScoring',
        method: 'put',
        path: '/api/scoring',
        summary: 'Change the scoring model; scores follow with the next turn of every contact',
        tag,
        body: putScoringSchema,
        answers: { 200: scoringSchema },
        errors: ['settings_conflict', 'settings_have_errors'],
      },
      async ({ body: { scoring, revision } }) => {
        const { settings } = await loadWorkspace(store)
        refuseErrors(checkScoring(scoring, { ...settings, scoring }), 'The scoring model')
        await write({ scoring }, revision)
        return { status: 200, body: await presentScoring() }
      },
    ),
  ]
}

function refuseErrors(problems: readonly Problem[], what: string): void {
  const first = problems.find(({ level }) => level === 'error')
  if (first)
    throw new RequestProblems(
      'settings_have_errors',
      `${what}: ${first.field}: ${first.message}.`,
      problems,
      first.field,
    )
}
