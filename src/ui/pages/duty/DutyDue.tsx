// By when a duty is to be told: the strict instant and what it is counted from; or why there is no date.
import { DueTime, Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import type { Duty } from './dutyShape.ts'

type Due = Duty['due']
type Firm = Extract<Due, { kind: 'due' | 'late' }>

const spoken = (clock: string) => clock.replaceAll('_', ' ')

export function LateBy({ seconds }: { seconds: number }) {
  return <span className="late">{durationText(seconds * 1000)} late</span>
}

/** In one line, for a list. */
export function DutyDue({ duty: { due, sent } }: { duty: Duty }) {
  if (sent) {
    return (
      <span>
        told <Time at={sent.at} />
        {sent.late_by !== null && (
          <>
            , <LateBy seconds={sent.late_by} />
          </>
        )}
      </span>
    )
  }
  switch (due.kind) {
    case 'due':
    case 'late':
      return <DueTime at={due.strict} />
    case 'no-deadline':
      return <span>no deadline named</span>
    case 'clock-not-started':
      return <span>clock not started: {spoken(due.clock)}</span>
    case 'stage-not-filed':
      return <span>follows an earlier stage</span>
    case 'no-firm-date':
      return <span>no firm date</span>
  }
}

function Counted({ due }: { due: Firm }) {
  const from = due.counted_from
  return (
    <>
      <p>
        Strictly until <Time at={due.strict} exact />, the earliest instant that can be defended. {due.words}
      </p>
      <p>
        Counted from {from.kind === 'clock' ? spoken(from.of) : 'the notice sent before'}, <Time at={from.at} exact />
        {from.basis && <>: {from.basis.replace(/\.$/, '')}</>} (stated by {from.by}; days end in {due.time_zone.replaceAll('_', ' ')}).
      </p>
      {due.relief && (
        <p>
          Some may use <Time at={due.relief.at} exact />: {due.relief.condition}
        </p>
      )}
      {due.others.map((other) => (
        <p key={`${other.counted_from.at} ${other.strict}`} className="dim">
          Counted from {spoken(other.counted_from.of)} as stated by {other.counted_from.by}, <Time at={other.counted_from.at} exact />, it
          would be <Time at={other.strict} exact />.
        </p>
      ))}
    </>
  )
}

function since(elapsed: number | null) {
  return elapsed === null ? null : <> Its clock has been running for {durationText(elapsed * 1000)}.</>
}

/** The whole of it, for whoever has to defend the date. */
export function DueInFull({ due }: { due: Due }) {
  const information = 'information' in due ? due.information : []
  return (
    <>
      <p>The rule says: {due.said}.</p>
      {(due.kind === 'due' || due.kind === 'late') && <Counted due={due} />}
      {due.kind === 'no-deadline' && <p>It names no number.{since(due.elapsed)}</p>}
      {due.kind === 'clock-not-started' && <p>{due.because}</p>}
      {due.kind === 'no-firm-date' && (
        <p>
          There is no firm date. {due.because}
          {since(due.elapsed)}
        </p>
      )}
      {due.kind === 'stage-not-filed' && <p>Counted as soon as this was sent: {due.stages.map(({ title }) => title).join(', ')}.</p>}
      {information.map((one) => (
        <p key={one.id} className="dim">
          {one.words}: <Time at={one.at} exact />
        </p>
      ))}
    </>
  )
}
