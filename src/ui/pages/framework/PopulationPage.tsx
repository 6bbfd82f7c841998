// One population of a period: every item that is counted under a criterion, each a way to the thing itself.
import { getRouteApi } from '@tanstack/react-router'
import type { Endpoint } from '../../../contract/endpoint.ts'
import { populationApi } from '../../../contract/population.ts'
import { type PopulationId, populationWords } from '../../../core/framework/population.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { Figures, totalText } from './Counts.tsx'
import styles from './Criteria.module.css'
import { ItemTable } from './ItemTable.tsx'
import { PeriodChooser } from './PeriodChooser.tsx'
import { periodQuery, periodText } from './period.ts'
import { criterionHref } from './places.ts'

const route = getRouteApi('/inside/populations/$population')

type OfIncidents = 'incidents' | 'exercises' | 'post_incident_reviews' | 'actions'
type Listed = Exclude<PopulationId, 'alerts' | 'reviews'>

const own = { notices: populationApi.notices, gaps: populationApi.gaps, evidence: populationApi.evidence } as const

function isListed(population: string): population is Listed {
  return population in populationWords && population !== 'alerts' && population !== 'reviews'
}

export function PopulationPage() {
  const { population } = route.useParams()
  const { criterion } = route.useSearch()
  if (isListed(population)) return <OnePopulation population={population} />
  return (
    <Page title="Population" above={{ label: 'Criteria', href: criterion ? criterionHref(criterion) : paths.criteria('soc2') }}>
      <Empty title="There is no such population" actions={<ButtonLink href={paths.criteria('soc2')}>Criteria</ButtonLink>}>
        <p>Populations are reached from the criteria that they evidence.</p>
      </Empty>
    </Page>
  )
}

function usePopulation(population: Listed, query: { from?: string; to?: string }) {
  const endpoint = population in own ? own[population as keyof typeof own] : populationApi.ofIncidents
  const params = { population: population as OfIncidents }
  const input = population in own ? { query } : { query, params }
  return useCall(endpoint as typeof populationApi.ofIncidents & Endpoint, input as { query: typeof query; params: typeof params }, {
    keep: true,
  })
}

function OnePopulation({ population }: { population: Listed }) {
  const search = route.useSearch()
  const found = usePopulation(population, periodQuery(search))
  const { title, counts } = populationWords[population]
  const above = search.criterion
    ? { label: search.criterion.slice(search.criterion.indexOf(':') + 1), href: criterionHref(search.criterion, search) }
    : { label: 'Criteria', href: paths.criteria('soc2', search) }
  const period = found.data?.period
  return (
    <Page
      title={title}
      above={above}
      lead={
        <>
          {counts.charAt(0).toUpperCase() + counts.slice(1)}.{period && ` ${periodText(period)}, days of ${period.time_zone}.`}
        </>
      }
      actions={
        period && (
          <PeriodChooser period={period} hrefOf={(chosen) => paths.population(population, { ...chosen, criterion: search.criterion })} />
        )
      }
    >
      {found.isPending && <Skeleton lines={6} height={40} />}
      {found.error && !found.data && (
        <Failed what="The population cannot be shown" why={found.error.message} onRetry={() => void found.refetch()} />
      )}
      {found.data && (
        <div className={styles.framework} aria-busy={found.isPlaceholderData}>
          <div className={styles.totals}>
            <strong>{totalText({ id: population, total: found.data.total })}</strong>
            <Figures figures={found.data.figures} />
          </div>
          {found.data.items.length === 0 ? (
            <Empty title={`No ${populationWords[population].one} in this period`}>
              <p>
                What is counted here: {counts}. That there is none is a statement too: it is made by the sources that were alive and the
                alerts that were reviewed.
              </p>
            </Empty>
          ) : (
            <ItemTable population={population} items={found.data.items} />
          )}
          {found.data.items.length < found.data.total && (
            <p className="dim">These are the earliest {found.data.items.length}; choose a shorter period to see the others.</p>
          )}
        </div>
      )}
    </Page>
  )
}
