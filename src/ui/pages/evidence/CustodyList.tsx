// Everybody who had a piece of evidence in hand, in order.
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import lines from '../incident/Lines.module.css'
import type { Custody } from './evidenceShape.ts'
import { custodyWords } from './evidenceWords.ts'

export function CustodyList({ custody }: { custody: readonly Custody[] }) {
  return (
    <Section
      title="In hand"
      count={custody.length}
      lead="Everybody who kept it, saw it, took it away or handed it over; each is an entry of the ledger."
    >
      <ol className={lines.lines}>
        {custody.map(({ what, by, at, recorded_at: recorded, range, to, note }) => (
          <li key={`${what} ${by.id} ${at} ${recorded} ${range?.first ?? ''}`}>
            <span>
              <Person who={by} /> {custodyWords[what]}
              {to && ` to ${to}`}
            </span>
            <Time at={at} exact />
            {(range || note) && (
              <small>
                {range && `bytes ${range.first.toLocaleString('en')} to ${range.last.toLocaleString('en')}`}
                {note && <>“{note}”</>}
              </small>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}
