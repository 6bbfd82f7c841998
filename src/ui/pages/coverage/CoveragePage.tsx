// Coverage: was each source alive, day by day, and what explains the days it was not.
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { coverageApi } from '../../../contract/coverage.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { useNow } from '../../kit/clock.ts'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { usePhone } from '../../kit/usePhone.ts'
import { paths } from '../../paths.ts'
import { Calendar } from './Calendar.tsx'
import styles from './Coverage.module.css'
import { DayDetail } from './DayDetail.tsx'
import { Gaps } from './Gaps.tsx'
import { HeatMap } from './HeatMap.tsx'
import { Legend } from './Legend.tsx'
import { otherWidth, readSpan, type Span } from './months.ts'

const route = getRouteApi('/inside/coverage')

function Steps({ span, phone }: { span: Span; phone: boolean }) {
  const go = useGo()
  const quarter = span.id.includes('Q')
  return (
    <div className="row">
      <ButtonLink
        href={paths.coverage({ period: span.before })}
        icon={IconChevronLeft}
        label={quarter ? 'Quarter before' : 'Month before'}
      />
      <strong className={styles.span} aria-live="polite">
        {span.label}
      </strong>
      <ButtonLink href={paths.coverage({ period: span.after })} icon={IconChevronRight} label={quarter ? 'Next quarter' : 'Next month'} />
      {!phone && (
        <Switcher
          label="How much"
          value={quarter ? 'quarter' : 'month'}
          choices={[
            { value: 'month', label: 'Month' },
            { value: 'quarter', label: 'Quarter' },
          ]}
          onChange={(value) => value !== (quarter ? 'quarter' : 'month') && go(paths.coverage({ period: otherWidth(span) }))}
        />
      )}
      <ButtonLink kind="quiet" href={paths.coverage()}>
        This month
      </ButtonLink>
    </div>
  )
}

export function CoveragePage() {
  const search = route.useSearch()
  const phone = usePhone()
  const now = useNow()
  const span = readSpan(search.period, now)
  const found = useCall(coverageApi.get, { query: { from: span.from, to: span.to } }, { keep: true })
  const shown = found.data?.sources.filter((source) => source.days.some((day) => day.state !== 'before' && day.state !== 'after')) ?? []
  const chosen = found.data?.sources.find((source) => source.id === search.source)
  const day = chosen?.days.find((one) => one.day === search.day)
  const hrefOf = (source: string, date: string) => paths.coverage({ period: span.id, source, day: date })
  return (
    <Page
      title="Coverage"
      lead={
        <>
          Was each source alive, day by day. Days are UTC days, as the ledger keeps them. Which{' '}
          <Link href={paths.criteria('soc2')}>criteria</Link> it evidences.
        </>
      }
      actions={<Steps span={span} phone={phone} />}
    >
      {found.isPending && <Skeleton lines={8} height={44} />}
      {found.error && !found.data && (
        <Failed what="The coverage cannot be shown" why={found.error.message} onRetry={() => void found.refetch()} />
      )}
      {found.data && shown.length === 0 && (
        <Empty title={`No source was connected in ${span.label}`} actions={<ButtonLink href={paths.sources()}>Sources</ButtonLink>}>
          <p>
            Here will be one row for each source and one cell for each day, from the day it was connected: heard, heard with alerts, or
            silent.
          </p>
        </Empty>
      )}
      {shown.length > 0 && (
        <div className={styles.map} aria-busy={found.isPlaceholderData}>
          {phone ? (
            <Calendar sources={shown} span={span} hrefOf={hrefOf} search={search} />
          ) : (
            <HeatMap sources={shown} span={span} hrefOf={hrefOf} search={search} />
          )}
          <Legend />
        </div>
      )}
      {chosen && day && <DayDetail source={chosen} day={day} closeHref={paths.coverage({ period: span.id })} phone={phone} />}
      <Section
        title="Gaps"
        id="gaps"
        lead="A gap begins when a source is silent for longer than its interval. It stays on record; the explanation is added to it."
      >
        <Gaps />
      </Section>
    </Page>
  )
}
