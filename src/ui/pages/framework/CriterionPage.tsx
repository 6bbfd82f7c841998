// One criterion: what evidences and answers it first, each to be gone to; then what is asked, what stands beside it, what people get wrong.
import { getRouteApi } from '@tanstack/react-router'
import { frameworkApi } from '../../../contract/framework.ts'
import { useCall } from '../../api/useCall.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { AnsweredBy } from './AnsweredBy.tsx'
import { Asked } from './Asked.tsx'
import { BesideList } from './BesideList.tsx'
import styles from './Criteria.module.css'
import { EvidencedBy } from './EvidencedBy.tsx'
import { Filed, Misreadings } from './Filed.tsx'
import type { Criterion } from './frameworkShape.ts'
import { PeriodChooser } from './PeriodChooser.tsx'
import { type PeriodSearch, periodQuery, periodText } from './period.ts'
import { Sources } from './Sources.tsx'

const route = getRouteApi('/inside/criteria/$framework/$ref')

export function CriterionPage() {
  const { framework, ref } = route.useParams()
  const search = route.useSearch()
  const asked = useCall(frameworkApi.criterion, { params: { framework, ref }, query: periodQuery(search) }, { keep: true })
  const above = { label: asked.data?.framework.name ?? 'Criteria', href: paths.criteria(framework, search) }
  if (!asked.data) {
    return (
      <Page title={ref} above={above}>
        {asked.isPending && <Skeleton lines={10} height={40} />}
        {asked.error && <Failed what="The criterion cannot be shown" why={asked.error.message} onRetry={() => void asked.refetch()} />}
      </Page>
    )
  }
  const criterion = asked.data
  return (
    <Page
      title={`${criterion.ref} ${criterion.title}`}
      above={above}
      lead={criterion.summary}
      actions={<PeriodChooser period={criterion.period} hrefOf={(chosen) => paths.criterion(framework, criterion.ref, chosen)} />}
    >
      <Shown criterion={criterion} search={search} />
    </Page>
  )
}

function Shown({ criterion, search }: { criterion: Criterion; search: PeriodSearch }) {
  const { period } = criterion
  return (
    <>
      {(criterion.filed.length > 0 || criterion.note || criterion.applies) && (
        <div className={styles.notices}>
          {criterion.applies && <p className="dim">Asked only where {criterion.applies} is in the scope of the report.</p>}
          {criterion.note && <p className={styles.prose}>{criterion.note}</p>}
          <Filed criterion={criterion} search={search} />
        </div>
      )}
      <Section
        title="What evidences it"
        lead={`${periodText(period)}, days of ${period.time_zone}, as it stands now. Private incidents are counted.`}
      >
        <EvidencedBy criterion={criterion} />
      </Section>
      <Section title="What answers it" count={criterion.documents.length}>
        <AnsweredBy criterion={criterion} search={search} />
      </Section>
      <Section title="What is asked">
        <Asked criterion={criterion} />
      </Section>
      <Section
        title="What stands beside it"
        count={criterion.beside.length}
        lead="Evidence for one usually helps the other. None of these asks the same, and none satisfies another by itself. Each pair is our own judgement; a letter says which independent mapping holds it too."
      >
        <BesideList criterion={criterion} search={search} />
      </Section>
      {criterion.misreadings.length > 0 && (
        <Section title="Often said of it">
          <Misreadings misreadings={criterion.misreadings} />
        </Section>
      )}
      <Sources framework={criterion.framework} />
    </>
  )
}
