import type { Flow } from '@couveuse/shared/flow/schema'
import { Alert, VisuallyHidden } from '@mantine/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/i18n/useLanguage.ts'
import type { Highlight } from '../steps/highlight.ts'
import type { Workspace } from '../steps/workspace.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LoadingState } from '../ui/LoadingState.tsx'
import { dayAndTime } from './clock-words.ts'
import { highlightOf } from './highlight.ts'
import { Clock } from './parts/Clock.tsx'
import { Now } from './parts/Now.tsx'
import { ScenarioControls } from './parts/ScenarioControls.tsx'
import { SetupBar } from './parts/SetupBar.tsx'
import { Timeline } from './parts/Timeline.tsx'
import { Transport } from './parts/Transport.tsx'
import { Verdicts } from './parts/Verdicts.tsx'
import { type ReplayScene, SceneProvider } from './ReplayContext.ts'
import classes from './ReplayPanel.module.css'
import { doNow, forget, plan, startZone } from './session.ts'
import { useJudgement } from './useJudgement.ts'
import { usePlayback } from './usePlayback.ts'
import { useReplay } from './useReplay.ts'
import { useSession } from './useSession.ts'

export interface ReplayRoomProps {
  readonly flow: Flow
  readonly workspace: Workspace
  readonly onHighlight: (highlight: Highlight | undefined) => void
  readonly onFocusStep: ((step: string) => void) | undefined
}

/** One replay of one flow: its setup, its clock, its story, and what could happen next. */
export function ReplayRoom({ flow, workspace, onHighlight, onFocusStep }: ReplayRoomProps) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const control = useSession(flow, workspace)
  const { session, change } = control
  const { setup, actions } = session
  const replay = useReplay(flow, session)
  const { value: replayed, isRunning, error } = replay
  const playback = usePlayback(flow, session, change, replay)
  const judgement = useJudgement(flow, session)
  const [note, setNote] = useState<string>()

  const zone = replayed?.zone ?? startZone(setup, flow)
  const scene = useMemo<ReplayScene>(
    () => ({
      flow,
      flows: new Map<string, Flow>([...setup.otherFlows, flow].map((one) => [one.key, one])),
      workspace: { ...workspace, settings: setup.settings },
      startAt: setup.startAt,
      zone,
      onFocusStep,
    }),
    [flow, setup.otherFlows, setup.settings, setup.startAt, workspace, zone, onFocusStep],
  )

  useEffect(() => {
    if (replayed) onHighlight(highlightOf(flow, replayed))
  }, [flow, replayed, onHighlight])
  useEffect(() => () => onHighlight(undefined), [onHighlight])

  const takeBack = useCallback((id: number) => change((before) => forget(before, id)), [change])
  const problem = error === undefined ? null : <ErrorState error={error} title={t('broken')} titleOrder={3} />

  if (!replayed) {
    return <div className={classes.state}>{problem ?? <LoadingState shape="rows" count={5} />}</div>
  }
  const now = dayAndTime(replayed.clockAt, zone, language)
  return (
    <SceneProvider value={scene}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: shortcuts for what the buttons inside do too */}
      <section className={classes.panel} aria-label={t('title')} onKeyDown={playback.onKeyDown}>
        <div className={classes.layout}>
          <div className={classes.side}>
            <div className={classes.controls}>
              <div className={classes.top}>
                <SetupBar flow={flow} control={control} />
                <ScenarioControls
                  flow={flow}
                  control={control}
                  replayed={isRunning ? undefined : replayed}
                  onOpened={(opened) =>
                    setNote(
                      opened && opened.flow !== 'same'
                        ? t(`scenario.${opened.flow}`, { key: opened.flowKey })
                        : undefined,
                    )
                  }
                />
              </div>
              {note !== undefined && (
                <Alert color="blue" p="xs" withCloseButton onClose={() => setNote(undefined)}>
                  {note}
                </Alert>
              )}
              <Clock replayed={replayed} />
              <Transport
                replayed={replayed}
                playback={playback}
                canGoBack={actions.length > 0}
                isRunning={isRunning || control.otherFlows.isPending}
              />
              {replayed.isCutShort && (
                <Alert color="yellow" p="xs" role="alert">
                  {t('play.cutShort', { when: now })}
                </Alert>
              )}
              {problem}
            </div>
            <div className={classes.foot}>
              {judgement && <Verdicts judgement={judgement} />}
              <Now
                session={session}
                replayed={replayed}
                onDo={(deed) => change((before) => doNow(before, deed, replayed.lastMomentAt))}
                onPlan={(deed, at) => change((before) => plan(before, deed, at))}
                onForget={takeBack}
              />
            </div>
          </div>
          <div className={classes.timeline}>
            <Timeline replayed={replayed} isByTrigger={setup.isByTrigger} onForget={takeBack} />
          </div>
        </div>
        <VisuallyHidden role="status">{now}</VisuallyHidden>
      </section>
    </SceneProvider>
  )
}
