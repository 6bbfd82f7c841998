// What was current during a period? Every document that was in force before its end, with yes or no and its line.
import { useSearch } from '@tanstack/react-router'
import { currencyApi } from '../../../contract/currency.ts'
import { useCall } from '../../api/useCall.ts'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { dateText } from '../../kit/timeText.ts'
import { type PeriodSearch, paths } from '../../paths.ts'
import styles from './AllCurrency.module.css'
import type { Currency } from './documentShape.ts'
import { daysText } from './documentWords.ts'
import { PeriodChooser, usePeriod } from './PeriodChooser.tsx'
import { Timeline } from './Timeline.tsx'

function One({ currency, asked }: { currency: Currency; asked: PeriodSearch }) {
  return (
    <li className={styles.one}>
      <div className={styles.words}>
        <Link href={paths.currency(currency.kind, currency.id, asked)}>{currency.title || currency.id}</Link>
        <StatusMark status={currency.current ? 'conforms' : 'exception'}>
          {currency.current ? 'yes' : `no, ${daysText(currency.gap_days)} not covered`}
        </StatusMark>
        <small className="dim">
          {currency.versions.length === 0 ? 'nothing in force' : `version ${currency.versions.map(({ number }) => number).join(', then ')}`}
        </small>
      </div>
      <Timeline currency={currency} small />
    </li>
  )
}

function Kind({ title, items, asked }: { title: string; items: readonly Currency[]; asked: PeriodSearch }) {
  if (items.length === 0) return null
  return (
    <Section title={title} count={`${items.filter(({ current }) => current).length} of ${items.length} current`}>
      <ul className={styles.list}>
        {[...items]
          .sort((left, right) => Number(left.current) - Number(right.current) || left.title.localeCompare(right.title))
          .map((currency) => (
            <One key={currency.id} currency={currency} asked={asked} />
          ))}
      </ul>
    </Section>
  )
}

export function AllCurrencyPage() {
  const asked = useSearch({ strict: false }) as PeriodSearch
  const period = usePeriod(asked)
  const address: PeriodSearch = period.id === null ? { from: period.from, to: period.to } : { period: period.id }
  const go = useGo()
  const query = useCall(currencyApi.all, { query: { from: period.from, to: period.to } }, { keep: true })
  const items = query.data?.items ?? []
  return (
    <Page
      title="What was current?"
      lead={
        query.data &&
        `${dateText(period.from)} to ${dateText(period.to)}, days of ${query.data.time_zone}${query.data.until_now ? ', as far as it is over' : ''}: a version in force all the time, and its review never overdue.`
      }
    >
      <PeriodChooser period={period} onChange={(next) => go(paths.allCurrency(next), { replace: true })} />
      {query.isPending && <Skeleton lines={10} />}
      {query.error && !query.data && <Failed what="It cannot be answered" why={query.error.message} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && (
        <Empty title="Nothing was in force then">
          <p>
            Here will be every policy and runbook that was in force in the period, whether it was current all the time, and if not, on how
            many days.
          </p>
        </Empty>
      )}
      <Kind title="Policies" items={items.filter(({ kind }) => kind === 'policy')} asked={address} />
      <Kind title="Runbooks" items={items.filter(({ kind }) => kind === 'runbook')} asked={address} />
    </Page>
  )
}
