import { STEP_KINDS, type StepKindName } from '@couveuse/shared/contract/words'
import { Combobox, Popover, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEditing } from '../../steps/editing.ts'
import { oneOf } from '../../steps/one-of.ts'
import { StepIcon } from '../../ui/StepIcon.tsx'
import { focusNodeSoon } from '../canvas/focus-node.ts'
import { addStepTo, usualOutlet } from '../store/add-step.ts'
import { useDesigner, useDesignerStore } from '../store/DesignerContext.ts'
import type { Insertion } from '../store/designer-store.ts'
import classes from './InsertMenu.module.css'
import { kindGroups } from './kind-groups.ts'

/** The kinds of steps as a menu at a place of the canvas: after an open outlet, on a way, where a way was let go. */
export function InsertMenu() {
  const insertion = useDesigner((state) => state.insertion)
  const store = useDesignerStore()
  if (!insertion) return null
  const close = (): void => store.getState().setView({ insertion: undefined })
  return <OpenInsertMenu key={`${insertion.screen.x} ${insertion.screen.y}`} insertion={insertion} onClose={close} />
}

function OpenInsertMenu({ insertion, onClose }: { insertion: Insertion; onClose: () => void }) {
  const { t } = useTranslation('designer')
  const { t: tSteps } = useTranslation('steps')
  const { t: tUi } = useTranslation('ui')
  const store = useDesignerStore()
  const { workspace } = useEditing()
  const combobox = useCombobox({ defaultOpened: true })
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const fits = (kind: StepKindName): boolean =>
    `${tSteps(`kind.${kind}.name`)} ${tSteps(`kind.${kind}.hint`)} ${kind}`.toLowerCase().includes(wanted)
  const groups = kindGroups
    .map(({ family, kinds }) => ({ family, kinds: kinds.filter(fits) }))
    .filter(({ kinds }) => kinds.length > 0)

  const add = (chosen: string): void => {
    const kind = oneOf(STEP_KINDS, chosen)
    if (!kind) return
    const { flow, selection, outlet, setView } = store.getState()
    const { at } = insertion
    const after = insertion.after ?? (at ? undefined : usualOutlet(flow, selection, outlet))
    const id = addStepTo(store, workspace, { kind, after, at })
    setView({ insertion: undefined, announcement: t('say.added', { kind: tSteps(`kind.${kind}.name`) }) })
    focusNodeSoon(id)
  }

  return (
    <Popover opened onDismiss={onClose} position="bottom-start" width={264} trapFocus returnFocus shadow="lg">
      <Popover.Target>
        <span className={classes.anchor} style={{ left: insertion.screen.x, top: insertion.screen.y }} />
      </Popover.Target>
      <Popover.Dropdown className={classes.menu ?? ''} aria-label={t('insert.name')}>
        <Combobox store={combobox} onOptionSubmit={add}>
          <Combobox.EventsTarget>
            <input
              className={classes.search}
              type="search"
              aria-label={t('insert.search')}
              placeholder={t('insert.search')}
              data-autofocus
              value={search}
              onChange={(event) => {
                setSearch(event.currentTarget.value)
                combobox.updateSelectedOptionIndex()
                requestAnimationFrame(() => combobox.selectFirstOption())
              }}
              onKeyDown={(event) => {
                const [first] = groups[0]?.kinds ?? []
                if (event.key === 'Escape') {
                  event.stopPropagation()
                  onClose()
                } else if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1 && first) {
                  // Typed faster than the first match could be marked.
                  event.preventDefault()
                  add(first)
                }
              }}
            />
          </Combobox.EventsTarget>
          <Combobox.Options className={classes.options ?? ''} aria-label={t('insert.name')}>
            {groups.map(({ family, kinds }) => (
              <Combobox.Group key={family} label={tUi(`family.${family}`)}>
                {kinds.map((kind) => (
                  <Combobox.Option
                    key={kind}
                    value={kind}
                    className={classes.option ?? ''}
                    aria-label={tSteps(`kind.${kind}.name`)}
                  >
                    <StepIcon kind={kind} size={24} />
                    <span className={classes.words}>
                      <span className={classes.name}>{tSteps(`kind.${kind}.name`)}</span>
                      <span className={classes.hint}>{tSteps(`kind.${kind}.hint`)}</span>
                    </span>
                  </Combobox.Option>
                ))}
              </Combobox.Group>
            ))}
            {groups.length === 0 && <Combobox.Empty>{t('insert.nothing')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox>
      </Popover.Dropdown>
    </Popover>
  )
}
