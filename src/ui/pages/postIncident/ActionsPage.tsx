// Corrective actions over all incidents: what was promised after them, by whom and until when, and what is overdue.
import { getRouteApi } from '@tanstack/react-router'
import { actionApi } from '../../../contract/postIncident.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { paths } from '../../paths.ts'
import { ActionList } from './ActionList.tsx'

const route = getRouteApi('/inside/actions')

type Shown = 'open' | 'overdue' | 'all'

/** The server answers no more at once; then the page says that there are more. */
const most = 500

function None({ shown }: { shown: Shown }) {
  if (shown === 'all') {
    return (
      <Empty
        title="No corrective action yet"
        actions={<ButtonLink href={paths.incidents({ state: 'closed' })}>Closed incidents</ButtonLink>}
      >
        <p>
          Actions are opened in the review after an incident: one thing to mend, with an owner and a day. All of them stand here together.
        </p>
      </Empty>
    )
  }
  return (
    <Empty
      title={shown === 'overdue' ? 'Nothing is overdue' : 'Nothing is open'}
      actions={<ButtonLink href={paths.actions('all')}>Show all actions</ButtonLink>}
    >
      <p>What is to be mended after an incident stands here until it is closed, and again if it had no effect.</p>
    </Empty>
  )
}

export function ActionsPage() {
  const { state = 'open' } = route.useSearch()
  const go = useGo()
  const actions = useCall(actionApi.all, { query: { state, limit: most } }, { keep: true })
  const items = actions.data?.items ?? []
  return (
    <Page
      title="Corrective actions"
      width="prose"
      above={{ label: 'Incidents', href: paths.incidents() }}
      lead="Of all incidents that you may see, the most urgent first."
    >
      <div>
        <Switcher
          label="State"
          value={state as Shown}
          choices={[
            { value: 'open', label: 'Open' },
            { value: 'overdue', label: 'Overdue' },
            { value: 'all', label: 'All' },
          ]}
          onChange={(to) => go(paths.actions(to === 'open' ? undefined : to), { replace: true })}
        />
      </div>
      {actions.isPending && <Skeleton lines={8} height={44} />}
      {actions.error && !actions.data && (
        <Failed what="The actions cannot be shown" why={actions.error.message} onRetry={() => void actions.refetch()} />
      )}
      {actions.data && items.length === 0 && <None shown={state} />}
      {items.length > 0 && <ActionList actions={items} withIncident label="Corrective actions" />}
      {items.length >= most && <p className="dim">These are the {most} most urgent; there are more.</p>}
    </Page>
  )
}
