import type { Flow } from '@couveuse/shared/flow/schema'
import { Alert, VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react'
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
import { OpenDialog } from './parts/OpenDialog.tsx'
import { SaveDialog } from './parts/SaveDialog.tsx'
import { ScenarioMenu } from './parts/ScenarioMenu.tsx'
import { SetupBar } from './parts/SetupBar.tsx'
import { Timeline } from './parts/Timeline.tsx'
import { Transport } from './parts/Transport.tsx'
import { Verdicts } from './parts/Verdicts.tsx'
import { findEnd } from './play.ts'
import { type ReplayScene, SceneProvider } from './ReplayContext.ts'
import classes from './ReplayPanel.module.css'
import { runInSlices } from './run-in-slices.ts'
import { clear, doNow, forget, moveClock, plan, rewind, startZone, undo } from './session.ts'
import { useJudgement } from './useJudgement.ts'
import { useReplay } from './useReplay.ts'
import { useSession } from './useSession.ts'

export interface ReplayRoomProps {
  readonly flow: Flow
  readonly workspace: Workspace
  readonly onHighlight: (highlight: Highlight | undefined) => void
  readonly onFocusStep: ((step: string) => void) | undefined
}

/** How long a moment stays on screen while the replay plays by itself. */
const PLAY_EVERY = 700

/** One replay of one flow: its setup, its clock, its story, and what could happen next. */
export function ReplayRoom({ flow, workspace, onHighlight, onFocusStep }: ReplayRoomProps) {
  const { t } = useTranslation('simulator')
  const { language } = useLanguage()
  const control = useSession(flow, workspace)
  const { session, sitting, change } = control
  const { replayed, isRunning, error } = useReplay(flow, session)
  const judgement = useJudgement(flow, session)
  const [dialog, setDialog] = useState<'save' | 'open'>()
  const [note, setNote] = useState<string>()
  const [isPlaying, setPlaying] = useState(false)
  const [isFindingEnd, setFindingEnd] = useState(false)

  const { otherFlows, settings } = session.setup
  const zone = replayed?.zone ?? startZone(session.setup, flow)
  const scene = useMemo<ReplayScene>(
    () => ({
      flow,
      flows: new Map<string, Flow>([...otherFlows, flow].map((one) => [one.key, one])),
      workspace: { ...workspace, settings },
      startAt: session.setup.startAt,
      zone,
      onFocusStep,
    }),
    [flow, otherFlows, settings, workspace, session.setup.startAt, zone, onFocusStep],
  )

  useEffect(() => {
    if (replayed) onHighlight(highlightOf(flow, replayed))
  }, [flow, replayed, onHighlight])
  useEffect(() => () => onHighlight(undefined), [onHighlight])

  const nextAt = isRunning ? undefined : replayed?.nextAt
  const step = useCallback(() => {
    if (nextAt !== null && nextAt !== undefined) change((before) => moveClock(before, nextAt))
  }, [nextAt, change])
  useEffect(() => {
    if (!isPlaying || nextAt === undefined) return
    if (nextAt === null) return setPlaying(false)
    const timer = setTimeout(step, PLAY_EVERY)
    return () => clearTimeout(timer)
  }, [isPlaying, nextAt, step])

  const back = (): void => {
    setPlaying(false)
    change(undo)
  }
  const runToEnd = async (): Promise<void> => {
    setPlaying(false)
    setFindingEnd(true)
    const end = await runInSlices(findEnd(flow, session), AbortSignal.timeout(60_000)).finally(() =>
      setFindingEnd(false),
    )
    if (end !== null) change((before) => moveClock(before, end))
  }
  const take = useCallback((id: number) => change((before) => forget(before, id)), [change])
  const onKeyDown = (event: KeyboardEvent): void => {
    const isTyping =
      event.target instanceof HTMLElement &&
      event.target.closest('input, textarea, select, [role="radio"], [role="menu"], [role="dialog"]')
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowRight') step()
    else if (event.key === 'ArrowLeft' && session.actions.length > 0) back()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (!replayed) {
    return error === undefined ? (
      <div className={classes.state}>
        <LoadingState shape="rows" count={5} />
      </div>
    ) : (
      <ErrorState error={error} title={t('broken')} titleOrder={3} />
    )
  }
  return (
    <SceneProvider value={scene}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: shortcuts for what the buttons inside do too */}
      <section className={classes.panel} aria-label={t('title')} onKeyDown={onKeyDown}>
        <div className={classes.layout}>
          <div className={classes.controls}>
            <div className={classes.top}>
              <SetupBar flow={flow} control={control} />
              <ScenarioMenu
                canSave={!isRunning}
                isOfFile={sitting.isOfFile || session.setup.expected !== undefined}
                canClear={session.actions.length > 0}
                onSave={() => setDialog('save')}
                onOpen={() => setDialog('open')}
                onClear={() => change(clear)}
                onClose={() => {
                  setNote(undefined)
                  control.put({ isOfFile: false })
                  change(({ setup: { expected: _, name: __, ...setup } }) => ({ setup, actions: [] }))
                }}
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
              canGoBack={session.actions.length > 0}
              isPlaying={isPlaying}
              isRunning={isRunning || isFindingEnd || control.otherFlows.isPending}
              onRewind={() => {
                setPlaying(false)
                change(rewind)
              }}
              onBack={back}
              onStep={step}
              onPlay={() => setPlaying(!isPlaying)}
              onEnd={() => void runToEnd()}
              onRunTo={(at) => change((before) => moveClock(before, at))}
            />
            {replayed.isCutShort && (
              <Alert color="yellow" p="xs" role="alert">
                {t('play.cutShort', { when: dayAndTime(replayed.clockAt, zone, language) })}
              </Alert>
            )}
            {error !== undefined && <ErrorState error={error} title={t('broken')} titleOrder={3} />}
          </div>
          <div className={classes.timeline}>
            <Timeline replayed={replayed} isByTrigger={session.setup.isByTrigger} onForget={take} />
          </div>
          <div className={classes.foot}>
            {judgement && <Verdicts judgement={judgement} />}
            <Now
              session={session}
              replayed={replayed}
              onDo={(deed) => change((before) => doNow(before, deed, replayed.lastMomentAt))}
              onPlan={(deed, at) => change((before) => plan(before, deed, at))}
              onForget={take}
            />
          </div>
        </div>
        <VisuallyHidden role="status">{dayAndTime(replayed.clockAt, zone, language)}</VisuallyHidden>
        {dialog === 'save' && (
          <SaveDialog
            flow={flow}
            session={session}
            replayed={replayed}
            realContact={sitting.realContact}
            onClose={() => setDialog(undefined)}
          />
        )}
        {dialog === 'open' && (
          <OpenDialog
            flow={flow}
            onOpen={(opened) => {
              setDialog(undefined)
              setNote(opened.flow === 'same' ? undefined : t(`scenario.${opened.flow}`, { key: opened.flowKey }))
              control.open(opened.session)
            }}
            onClose={() => setDialog(undefined)}
          />
        )}
      </section>
    </SceneProvider>
  )
}
