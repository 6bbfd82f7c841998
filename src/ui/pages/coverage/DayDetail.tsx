// One day of one source in full.
import { IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { ButtonLink } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Figures } from '../../kit/Facts.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { dateText, durationText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { type CoverageDay, type CoverageSource, lookOf } from './dayWords.ts'

function Verdict({ day }: { day: CoverageDay }) {
  const look = lookOf(day)
  if (look === 'gap')
    return (
      <StatusMark status="exception">
        Silent for {durationText(day.gap_seconds * 1000)} of this day, and nobody has explained it yet.
      </StatusMark>
    )
  if (look === 'explained')
    return <StatusMark status="conforms">Silent for {durationText(day.gap_seconds * 1000)} of this day; explained.</StatusMark>
  if (look === 'unwatched')
    return <StatusMark status="not-applicable">Not watched: no heartbeat is asked for, and nothing was heard.</StatusMark>
  return <StatusMark status="conforms">Heard throughout, within its interval.</StatusMark>
}

type DetailProps = { source: CoverageSource; day: CoverageDay; closeHref: string; phone: boolean }

export function DayDetail({ source, day, closeHref, phone }: DetailProps) {
  const go = useGo()
  const place = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another day is another place to look at
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [day.day, source.id])
  const title = `${source.name}, ${dateText(day.day)}`
  if (phone) {
    return (
      <Dialog open onClose={() => go(closeHref, { replace: true })} title={title}>
        <div className="stack">
          <Day source={source} day={day} />
        </div>
      </Dialog>
    )
  }
  return (
    <div ref={place}>
      <Section title={title} actions={<ButtonLink kind="quiet" icon={IconX} href={closeHref} label="Close the day" />}>
        <Day source={source} day={day} />
      </Section>
    </div>
  )
}

function Day({ source, day }: { source: CoverageSource; day: CoverageDay }) {
  const range = { source: source.id, received_from: `${day.day}T00:00:00.000Z`, received_to: `${day.day}T23:59:59.999Z` }
  const linked = (count: number, href: string) => (count > 0 ? <Link href={href}>{count.toLocaleString('en')}</Link> : '0')
  return (
    <>
      <Verdict day={day} />
      <Figures
        figures={[
          { word: day.alerts === 1 ? 'alert' : 'alerts', is: linked(day.alerts, paths.alerts(range)) },
          { word: 'reviewed', is: day.reviewed.toLocaleString('en') },
          { word: 'late or overdue', is: day.late.toLocaleString('en'), mark: day.late > 0 ? 'late' : undefined },
          { word: 'heartbeats', is: day.heartbeats.toLocaleString('en') },
          { word: 'deliveries', is: day.deliveries.toLocaleString('en') },
          { word: 'refused', is: linked(day.refused, paths.deliveries({ source: source.id, state: 'refused' })) },
        ]}
      />
    </>
  )
}
