// Was a document current from … to …? Yes or no in words, what it rests on, and what of the period is not covered.
import { useSearch } from '@tanstack/react-router'
import { currencyApi } from '../../../contract/currency.ts'
import { useCall } from '../../api/useCall.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { dateText } from '../../kit/timeText.ts'
import { type PeriodSearch, paths } from '../../paths.ts'
import { CurrencyAnswer } from './CurrencyAnswer.tsx'
import { Acknowledged, Gaps, RestsOn, RestsOnEntries, VersionsThen, WhatElse } from './CurrencyParts.tsx'
import { useDocumentPlace } from './documentShape.ts'
import { PeriodChooser, usePeriod } from './PeriodChooser.tsx'
import { Timeline } from './Timeline.tsx'

export function CurrencyPage() {
  const place = useDocumentPlace()
  const asked = useSearch({ strict: false }) as PeriodSearch
  const period = usePeriod(asked)
  const go = useGo()
  const query = useCall(currencyApi.document, { params: place, query: { from: period.from, to: period.to } }, { keep: true })
  const currency = query.data
  return (
    <Page
      title="Was it current?"
      above={{ label: currency?.title ?? place.documentId, href: paths.document(place.kind, place.documentId) }}
      lead={
        currency &&
        `“${currency.title}”, ${dateText(period.from)} to ${dateText(period.to)}, days of ${currency.time_zone}${currency.until_now ? ', as far as it is over' : ''}. Answered from ledger entries, and the same whenever it is asked.`
      }
    >
      <PeriodChooser period={period} onChange={(next) => go(paths.currency(place.kind, place.documentId, next), { replace: true })} />
      {query.isPending && <Skeleton lines={12} />}
      {query.error && !currency && (
        <Failed
          what="It cannot be answered"
          why={query.error.message}
          onRetry={query.error.code === 'not_found' ? undefined : () => void query.refetch()}
        />
      )}
      {currency && (
        <>
          <CurrencyAnswer currency={currency} />
          <Section title="The period">
            <Timeline currency={currency} />
          </Section>
          <Gaps currency={currency} />
          <VersionsThen currency={currency} />
          <RestsOn currency={currency} />
          <Acknowledged currency={currency} />
          <WhatElse currency={currency} />
          <RestsOnEntries currency={currency} />
        </>
      )}
    </Page>
  )
}
