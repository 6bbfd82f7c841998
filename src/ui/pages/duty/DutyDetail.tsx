// What stands behind a duty: how its date is counted, what the notice must say, sources and how sure they are, and every decision.
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import styles from './Duty.module.css'
import { DueInFull } from './DutyDue.tsx'
import type { Duty } from './dutyShape.ts'
import { confidenceWords, decidedWords } from './dutyWords.ts'

function Source({ source: { url, kind, date } }: { source: Duty['sources'][number] }) {
  const isAddress = /^https?:\/\//.test(url) && URL.canParse(url)
  return (
    <>
      {isAddress ? (
        <a href={url} target="_blank" rel="noreferrer noopener">
          {new URL(url).host}
        </a>
      ) : (
        url
      )}{' '}
      <span className="dim">
        ({kind.replaceAll('_', ' ')}
        {date && `, ${date}`})
      </span>
    </>
  )
}

function Decisions({ duty }: { duty: Duty }) {
  if (duty.decisions.length < 2) return null
  return (
    <>
      <h4>Decided so far</h4>
      <ul>
        {duty.decisions.map((one) => (
          <li key={`${one.decided_at} ${one.answer}`}>
            <Time at={one.decided_at} exact />: {decidedWords[one.answer]}, by <Person who={one.by} />
            {one.reason && <> – “{one.reason}”</>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}

export function DutyDetail({ duty }: { duty: Duty }) {
  return (
    <div className={styles.detail}>
      <h4>By when</h4>
      <DueInFull due={duty.due} />
      <Listed title="What the notice must say" lines={duty.content.map(({ words }) => words)} />
      <Listed title="Worth knowing" lines={duty.notes} />
      <Listed title="Easily got wrong" lines={duty.traps} />
      <Decisions duty={duty} />
      <h4>Where it is written</h4>
      <p>
        {duty.law}
        {duty.article && `, ${duty.article}`}
      </p>
      {duty.origin === 'law' && (
        <ul>
          {duty.sources.map((source) => (
            <li key={source.url}>
              <Source source={source} />
            </li>
          ))}
        </ul>
      )}
      <p className="dim">
        {duty.origin === 'law'
          ? `How sure: ${confidenceWords[duty.confidence]}. It comes from a catalogue and is no legal advice.`
          : duty.origin === 'contract'
            ? 'As it was entered from the contract.'
            : 'A promise of your own policy.'}
      </p>
    </div>
  )
}
