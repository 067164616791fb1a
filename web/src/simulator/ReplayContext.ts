import type { Language } from '@couveuse/shared/contract/words'
import type { Flow, Step } from '@couveuse/shared/flow/schema'
import type { TFunction } from 'i18next'
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/i18n/useLanguage.ts'
import type { Workspace } from '../steps/workspace.ts'
import type { Format } from '../ui/format.ts'
import { useFormat } from '../ui/useFormat.ts'

/** What all parts of the panel know about the replay they stand in. */
export interface ReplayScene {
  /** under test, as it is on the canvas now */
  readonly flow: Flow
  /** by key, the one under test among them */
  readonly flows: ReadonlyMap<string, Flow>
  /** with the settings that the replay uses */
  readonly workspace: Workspace
  /** epoch ms */
  readonly startAt: number
  /** the contact's, in which all times are told */
  readonly zone: string
  /** shows a step on the canvas; absent where nobody listens */
  readonly onFocusStep?: ((step: string) => void) | undefined
}

const SceneContext = createContext<ReplayScene | undefined>(undefined)
export const SceneProvider = SceneContext.Provider

export function useScene(): ReplayScene {
  const scene = useContext(SceneContext)
  if (!scene) throw new Error('The parts of the replay panel stand inside a SceneProvider')
  return scene
}

/** All that is needed to say something: texts, formats, language, and the names in the scene. */
export interface Tongue {
  readonly t: TFunction<'simulator'>
  readonly tUi: TFunction<'ui'>
  readonly tSteps: TFunction<'steps'>
  readonly format: Format
  readonly language: Language
  readonly scene: ReplayScene
}

export function useTongue(): Tongue {
  const { t } = useTranslation('simulator')
  const { t: tUi } = useTranslation('ui')
  const { t: tSteps } = useTranslation('steps')
  const format = useFormat()
  const { language } = useLanguage()
  const scene = useScene()
  return useMemo(() => ({ t, tUi, tSteps, format, language, scene }), [t, tUi, tSteps, format, language, scene])
}

/** A step of any flow of the scene; undefined where the flow has changed meanwhile. */
export function stepOf({ flows }: ReplayScene, flow: string, id: string): Step | undefined {
  const steps = flows.get(flow)?.steps
  return steps && Object.hasOwn(steps, id) ? steps[id] : undefined
}
