// Criteria: a framework at a time, grouped as it groups them, each with the documents that answer it and what evidences it.
import { getRouteApi } from '@tanstack/react-router'
import { frameworkApi } from '../../../contract/framework.ts'
import { useCall } from '../../api/useCall.ts'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Tabs } from '../../kit/Tabs.tsx'
import { dateText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import styles from './Criteria.module.css'
import { CriterionRow } from './CriterionRow.tsx'
import { Misreadings } from './Filed.tsx'
import type { Framework } from './frameworkShape.ts'
import { PeriodChooser } from './PeriodChooser.tsx'
import { type PeriodSearch, periodQuery, periodText } from './period.ts'
import { Sources } from './Sources.tsx'

const route = getRouteApi('/inside/criteria/$framework')

export function FrameworkPage() {
  const { framework: id } = route.useParams()
  const search = route.useSearch()
  const frameworks = useCall(frameworkApi.list)
  const framework = useCall(frameworkApi.get, { params: { framework: id }, query: periodQuery(search) }, { keep: true })
  const found = framework.data
  const tabs = frameworks.data?.items.map((one) => ({ label: one.name, href: paths.criteria(one.id, search) })) ?? []
  return (
    <Page
      title="Criteria"
      lead="What each framework asks, the documents that answer it, and what was put on record about it in the period."
      actions={found && <PeriodChooser period={found.period} hrefOf={(chosen) => paths.criteria(id, chosen)} />}
    >
      <div className={styles.tabs}>
        <Tabs tabs={tabs} label="Frameworks" />
      </div>
      {framework.isPending && <Skeleton lines={10} height={56} />}
      {framework.error && !found && (
        <Failed what="The criteria cannot be shown" why={framework.error.message} onRetry={() => void framework.refetch()} />
      )}
      {found && (
        <div className={styles.framework} aria-busy={framework.isPlaceholderData}>
          <Head framework={found} />
          {found.groups.map((group) => (
            <Section key={group.id} title={group.title} count={group.id === group.title ? undefined : group.criteria.length}>
              <ul className={styles.rows}>
                {group.criteria.map((criterion) => (
                  <CriterionRow key={criterion.id} criterion={criterion} populations={found.populations} search={search} />
                ))}
              </ul>
            </Section>
          ))}
          {found.misreadings.length > 0 && (
            <Section title={`Often said of ${found.name}`}>
              <Misreadings misreadings={found.misreadings} />
            </Section>
          )}
          <Sources framework={found} sources={found.sources} />
        </div>
      )}
    </Page>
  )
}

function Head({ framework }: { framework: Framework }) {
  const { period, populations } = framework
  const isQuiet = populations.length > 0 && populations.every(({ total }) => total === 0)
  return (
    <div className={styles.head}>
      <p className={styles.prose}>
        <strong>{framework.title}.</strong> {periodText(period)}, days of {period.time_zone}, as it stands now.
      </p>
      {framework.note && <p className={`dim ${styles.prose}`}>{framework.note}</p>}
      {isQuiet && <Quiet search={period} />}
    </div>
  )
}

function Quiet({ search }: { search: PeriodSearch }) {
  return (
    <Empty title="Nothing was put on record in this period">
      <p>
        From {dateText(search.from ?? '')} to {dateText(search.to ?? '')} no alert came in, no incident was declared and nothing was
        exercised. Choose another period, or connect a source: what evidences a criterion is counted here by itself.
      </p>
    </Empty>
  )
}
