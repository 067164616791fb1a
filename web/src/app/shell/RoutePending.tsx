import { LoadingState } from '../../ui/LoadingState.tsx'
import { Page } from '../../ui/Page.tsx'

/** Holds a page's place while its code comes. */
export function RoutePending() {
  return (
    <Page>
      <LoadingState shape="page" />
    </Page>
  )
}
