// Incidents, the latest first: what is open, how severe, and what is due next.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { type IncidentSearch, paths } from '../../paths.ts'
import styles from './IncidentsPage.module.css'
import type { IncidentLine } from './incidentShape.ts'
import { promiseWords, stateWords } from './incidentWords.ts'
import { SeverityWord } from './SeverityWord.tsx'

const route = getRouteApi('/inside/incidents')

function Line({ incident }: { incident: IncidentLine }) {
  return (
    <li className={styles.line}>
      <span className={styles.number}>
        <span className="mono">{incident.number}</span>
      </span>
      <span className={styles.title}>
        <Link href={paths.incident(incident.id)}>{incident.title}</Link>
        {incident.is_exercise && <span className="dim"> (exercise)</span>}
        {incident.is_private && <span className="dim"> (private)</span>}
      </span>
      <span className={styles.severity}>
        <SeverityWord level={incident.severity} certainty={incident.severity_certainty} />
      </span>
      <span className={styles.state}>
        {stateWords[incident.state]}
        {incident.acknowledged_at === null && incident.state === 'declared' && ', nobody on it'}
        {incident.commander && <span className="dim">, {incident.commander.name}</span>}
      </span>
      <span className={styles.due}>
        {incident.next_due ? (
          <>
            {promiseWords[incident.next_due.what]} <DueTime at={incident.next_due.at} short />
          </>
        ) : (
          <span className="dim">
            declared <Time at={incident.declared_at} ago="only" />
          </span>
        )}
      </span>
    </li>
  )
}

function None({ search }: { search: IncidentSearch }) {
  const why = useWhyNot('incident:declare')
  if (search.q || search.severity) {
    return (
      <Empty title="No incident matches" actions={<ButtonLink href={paths.incidents()}>Clear the filter</ButtonLink>}>
        <p>The filter stands in the address of this page.</p>
      </Empty>
    )
  }
  if (search.state === 'open') {
    return (
      <Empty title="No incident is open" actions={<ButtonLink href={paths.incidents()}>Show all incidents</ButtonLink>}>
        <p>
          Here stands what somebody is working on. Declare one as soon as you cannot rule it out; declaring wrongly is never held against
          anybody.
        </p>
        <p>From an alert, one tap on “Declare incident” is enough; from a report, say in one line what was seen.</p>
        {why === null && (
          <p>
            <ButtonLink kind="primary" href={paths.declare()}>
              Declare incident
            </ButtonLink>
          </p>
        )}
      </Empty>
    )
  }
  return (
    <Empty
      title="No incident yet"
      actions={
        why === null && (
          <ButtonLink kind="primary" href={paths.declare()}>
            Declare incident
          </ButtonLink>
        )
      }
    >
      <p>Here will be every incident with its number, also the dismissed and merged ones: nothing leaves the count.</p>
    </Empty>
  )
}

function Filters({ search, onSearch }: { search: IncidentSearch; onSearch: (next: IncidentSearch) => void }) {
  const [words, setWords] = useState(search.q ?? '')
  return (
    <div className={styles.filters}>
      <Switcher
        label="State"
        value={search.state ?? 'all'}
        choices={[
          { value: 'open', label: 'Open' },
          { value: 'closed', label: 'Closed' },
          { value: 'all', label: 'All' },
        ]}
        onChange={(state) => onSearch({ ...search, state: state === 'all' ? undefined : state })}
      />
      <form
        className={styles.find}
        onSubmit={(event) => {
          event.preventDefault()
          onSearch({ ...search, q: words.trim() || undefined })
        }}
      >
        <input
          type="search"
          aria-label="Search incidents"
          placeholder="Title or number"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Button type="submit">Search</Button>
      </form>
    </div>
  )
}

export function IncidentsPage() {
  const search = route.useSearch()
  const go = useGo()
  const why = useWhyNot('incident:declare')
  const [more, setMore] = useState<readonly string[]>([])
  const query = { ...search, limit: 50 }
  const first = useCall(incidentApi.list, { query }, { keep: true })
  const next = more.length === 0 ? first.data?.next_cursor : null
  return (
    <Page
      title="Incidents"
      actions={
        <>
          <ButtonLink href={paths.runbooks()}>Runbooks</ButtonLink>
          <ButtonLink href={paths.actions()}>Actions</ButtonLink>
          <Button kind="primary" why={why} onPress={() => go(paths.declare())}>
            Declare incident
          </Button>
        </>
      }
    >
      <Filters
        key={search.q ?? ''}
        search={search}
        onSearch={(to) => {
          setMore([])
          go(paths.incidents(to), { replace: true })
        }}
      />
      {first.isPending && <Skeleton lines={6} height={44} />}
      {first.error && !first.data && (
        <Failed what="The incidents cannot be shown" why={first.error.message} onRetry={() => void first.refetch()} />
      )}
      {first.data?.items.length === 0 && <None search={search} />}
      {first.data && first.data.items.length > 0 && (
        <ol className={styles.lines} aria-label="Incidents">
          {first.data.items.map((incident) => (
            <Line key={incident.id} incident={incident} />
          ))}
          {more.map((cursor, at) => (
            <MoreLines
              key={cursor}
              cursor={cursor}
              query={query}
              onMore={at === more.length - 1 ? (then) => setMore([...more, then]) : null}
            />
          ))}
        </ol>
      )}
      {next && (
        <div className="row">
          <Button onPress={() => setMore([next])}>Show more</Button>
        </div>
      )}
    </Page>
  )
}

type MoreProps = { cursor: string; query: IncidentSearch & { limit: number }; onMore: ((cursor: string) => void) | null }

function MoreLines({ cursor, query, onMore }: MoreProps) {
  const page = useCall(incidentApi.list, { query: { ...query, cursor } })
  const next = page.data?.next_cursor
  return (
    <>
      {page.data?.items.map((incident) => (
        <Line key={incident.id} incident={incident} />
      ))}
      {onMore && next && (
        <li>
          <Button onPress={() => onMore(next)}>Show more</Button>
        </li>
      )}
    </>
  )
}
