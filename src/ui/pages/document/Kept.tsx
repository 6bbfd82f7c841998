// What a policy promises, and what happened: each promise with how often it was kept and broken in a period, and the records that show it.
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { commitmentApi } from '../../../contract/commitment.ts'
import { plural } from '../../../core/document/phrases.ts'
import { useCall } from '../../api/useCall.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { dateText } from '../../kit/timeText.ts'
import { type PeriodSearch, paths } from '../../paths.ts'
import type { Document, Promises } from './documentShape.ts'
import styles from './Kept.module.css'
import { KeptLine } from './KeptLine.tsx'
import { answerText, groupsOf, saidOfAll } from './keptWords.ts'
import { PeriodChooser, usePeriod } from './PeriodChooser.tsx'

const place = 'commitments'

/** What an address names is not there yet when the page is: whoever came for it is led to it. */
function useLedHere(): void {
  useEffect(() => {
    if (window.location.hash === `#${place}`) window.document.getElementById(place)?.scrollIntoView()
  }, [])
}

export function Kept({ document }: { document: Document }) {
  useLedHere()
  const asked = useSearch({ strict: false }) as PeriodSearch & { version?: string | undefined }
  const period = usePeriod(asked)
  const go = useGo()
  const days = { from: period.from, to: period.to }
  const query = useCall(commitmentApi.list, { params: { documentId: document.id }, query: days }, { keep: true })
  const choose = (next: PeriodSearch) => go(paths.document('policy', document.id, asked.version, next), { replace: true, stay: true })
  return (
    <Section
      title="What it promises, and what happened"
      id={place}
      lead="Each promise is held against the records of a period, by the version that was in force at the instant of each. Clocks run on the same numbers."
    >
      <PeriodChooser period={period} onChange={choose} />
      {query.isPending && <Skeleton lines={12} height={32} />}
      {query.error && !query.data && <Failed what="It cannot be answered" why={query.error.message} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className={styles.kept} aria-busy={query.isPlaceholderData}>
          <Answer promises={query.data} />
          <Groups promises={query.data} days={days} />
        </div>
      )}
    </Section>
  )
}

function Answer({ promises }: { promises: Promises }) {
  const { period, until_now: untilNow, exercises } = promises
  const { says, isBroken } = answerText(promises)
  return (
    <div className={styles.answer}>
      <p>
        <StatusMark status={isBroken ? 'exception' : 'conforms'}>
          <strong>{says}</strong>
        </StatusMark>
      </p>
      <p className="dim">
        {dateText(period.from)} to {dateText(period.to)}, days of {period.time_zone}
        {untilNow && ', as far as it is over'}.
        {exercises > 0 && (
          <>
            {' '}
            <Link href={paths.population('exercises', { from: period.from, to: period.to })}>{plural(exercises, 'exercise')}</Link> not
            counted.
          </>
        )}
      </p>
    </div>
  )
}

function Groups({ promises, days }: { promises: Promises; days: { from: string; to: string } }) {
  if (promises.versions.length === 0) return <p className="dim">No version was in force in this period, so nothing was promised.</p>
  if (promises.commitments.length === 0) return <p className="dim">The text promises nothing that can be counted.</p>
  return groupsOf(promises.commitments).map(([about, lines]) => {
    const said = saidOfAll(lines)
    return (
      <section key={about} className={styles.group} aria-label={about}>
        <h3>{about}</h3>
        {said !== null && <p className={styles.says}>{said}</p>}
        <ul className={styles.lines}>
          {lines.map((line, at) => (
            <KeptLine
              key={`${line.id} ${line.version} ${days.from} ${days.to}`}
              promises={promises}
              line={line}
              days={days}
              isSaid={line.says === said || lines.slice(0, at).some(({ says }) => says === line.says)}
            />
          ))}
        </ul>
      </section>
    )
  })
}
