import type { ChangeRecord } from '@couveuse/shared/engine/state'
import { useTongue } from '../ReplayContext.ts'
import { fieldWords, valueWords } from '../words.ts'

/** "Stage: Prospect → MQL". */
export function ChangeLine({ change }: { change: ChangeRecord }) {
  const tongue = useTongue()
  const { field, from, to } = change
  return (
    <div>
      {tongue.t('timeline.change.line', {
        field: fieldWords(tongue, field),
        from: valueWords(tongue, field, from),
        to: valueWords(tongue, field, to),
      })}
    </div>
  )
}
