import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly render: (row: Row) => ReactNode
  readonly isSortable?: boolean
  /** numbers stand at the end, under each other */
  readonly align?: 'start' | 'end'
  /** CSS width; the others share what is left */
  readonly width?: string
  /** shown only where the window is at least so wide, in px */
  readonly from?: 768 | 1100 | 1300
  /** the header is read out but not shown: for a column of buttons */
  readonly isHeaderHidden?: boolean
}

export interface Sort {
  readonly key: string
  readonly direction: 'ascending' | 'descending'
}
