import type { Flow } from '@couveuse/shared/flow/schema'
import { useState } from 'react'
import type { OpenedScenario } from '../open-scenario.ts'
import type { Replayed } from '../play.ts'
import { clear } from '../session.ts'
import type { SessionControl } from '../useSession.ts'
import { OpenDialog } from './OpenDialog.tsx'
import { SaveDialog } from './SaveDialog.tsx'
import { ScenarioMenu } from './ScenarioMenu.tsx'

export interface ScenarioControlsProps {
  readonly flow: Flow
  readonly control: SessionControl
  /** absent while the session is being played: nothing to keep yet */
  readonly replayed: Replayed | undefined
  /** what was opened, undefined when it is closed again */
  readonly onOpened: (opened: Extract<OpenedScenario, { readonly ok: true }> | undefined) => void
}

/** The menu of scenario files with its dialogs. */
export function ScenarioControls({ flow, control, replayed, onOpened }: ScenarioControlsProps) {
  const { session, sitting, change, put, open } = control
  const [dialog, setDialog] = useState<'save' | 'open'>()
  const close = (): void => {
    onOpened(undefined)
    put({ isOfFile: false })
    change(({ setup: { expected: _, name: __, ...setup } }) => ({ setup, actions: [] }))
  }
  return (
    <>
      <ScenarioMenu
        canSave={replayed !== undefined}
        isOfFile={sitting.isOfFile || session.setup.expected !== undefined}
        canClear={session.actions.length > 0}
        onSave={() => setDialog('save')}
        onOpen={() => setDialog('open')}
        onClear={() => change(clear)}
        onClose={close}
      />
      {dialog === 'save' && replayed && (
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
            onOpened(opened)
            open(opened.session)
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  )
}
