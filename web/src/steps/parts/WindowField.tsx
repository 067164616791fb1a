import type { WindowShape } from '@couveuse/shared/kinds/window-content'
import { WEEKDAYS } from '@couveuse/shared/time/calendar-date'
import type { Window } from '@couveuse/shared/time/window'
import { TimeWindowField } from '../../ui/TimeWindowField.tsx'
import { oneOf } from '../one-of.ts'
import { FormField } from './FormField.tsx'

export interface WindowFieldProps {
  readonly label: string
  readonly description?: string
  readonly field: string
  readonly value: WindowShape | undefined
  readonly onChange: (window: WindowShape | undefined) => void
}

/** A window of a step. Days that are none cannot be shown: they are gone once the window is changed, and `check` names them till then. */
export function WindowField({ label, description, field, value, onChange }: WindowFieldProps) {
  return (
    <FormField field={field}>
      {(error) => (
        <TimeWindowField
          label={label}
          description={description}
          // The step's own zone goes for its window too (fine print 93); one of its own is rare.
          withZone={value?.zone !== undefined}
          value={value && shown(value)}
          onChange={(window) => onChange(window && shapeOf(window))}
          {...(error ? { error } : {})}
        />
      )}
    </FormField>
  )
}

function shown({ days, ...hours }: WindowShape): Window {
  return { ...hours, ...(days ? { days: days.flatMap((day) => oneOf(WEEKDAYS, day) ?? []) } : {}) }
}

function shapeOf({ days, ...hours }: Window): WindowShape {
  return { ...(days ? { days: [...days] } : {}), ...hours }
}
