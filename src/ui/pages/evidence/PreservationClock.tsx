// What is lost first: each log that is to be kept, the instant it is gone, and what became of it.
import { useState } from 'react'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { useNow } from '../../kit/clock.ts'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import lines from '../incident/Lines.module.css'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'
import type { Evidence, Preservation } from './evidenceShape.ts'
import { lossMark, standingWords } from './evidenceWords.ts'
import { ListToKeep } from './ListToKeep.tsx'
import { SettleDialog } from './SettleDialog.tsx'

function How({ item }: { item: Preservation }) {
  const { how, where, commands, log, only_if_switched_on: onlyIf } = item
  if (!how && !where && commands.length === 0 && !log) return null
  return (
    <details className={lines.past}>
      <summary>How to keep it</summary>
      <div className={styles.how}>
        {log && (
          <p>
            {log.product}, {log.log}
            {log.note && `: ${log.note}`}
          </p>
        )}
        {onlyIf && <p className="soon">It is recorded only where somebody had switched it on before.</p>}
        {log?.availability_lag && <p>It appears with a delay: {log.availability_lag}.</p>}
        {where && <p>Where: {where}</p>}
        {how && <p>{how}</p>}
        {commands.map((command) => (
          <Code key={command} text={command} what="command to read before it is run" wrap />
        ))}
        {log?.source_url && (
          <p className="dim">
            By{' '}
            <a href={log.source_url} target="_blank" rel="noreferrer noopener">
              its vendor
              <span className="said"> (opens in a new tab)</span>
            </a>
            , as of {log.as_of}.
          </p>
        )}
      </div>
    </details>
  )
}

type ItemProps = { item: Preservation; isFirst: boolean; work: Work; mayNot: string | null; onKeep: () => void; onSettle: () => void }

function Open({ item, isFirst, work, mayNot, onKeep, onSettle }: ItemProps) {
  const mark = lossMark(item, useNow())
  const waiting = work.pending('preservation', item.id)
  const why = mayNot ?? (waiting ? `${waiting.says}, not yet recorded.` : null)
  return (
    <li className={styles.toKeep} aria-label={item.evidence}>
      <div className={styles.what}>
        <b>{item.evidence}</b>
        <p className={mark}>{item.left}</p>
        {item.lost_at && (
          <small className="dim">
            {item.standing === 'past' ? 'gone since' : 'lost at'} <Time at={item.lost_at} />
          </small>
        )}
        {waiting && <small className="soon">{waiting.says}, not yet recorded</small>}
      </div>
      <div className="row screen-only">
        <Button kind={isFirst ? 'primary' : 'plain'} why={why} label={`Keep it: ${item.evidence}`} onPress={onKeep}>
          Keep it
        </Button>
        <Button why={why} label={`Settle: ${item.evidence}`} onPress={onSettle}>
          Settle
        </Button>
      </div>
      <How item={item} />
    </li>
  )
}

function Settled({ item, incidentId }: { item: Preservation; incidentId: string }) {
  const { standing, evidence_id: evidenceId, settled_at: at, settled_by: by, lost_since: since, reason } = item
  return (
    <li>
      <span>{item.evidence}</span>
      <StatusMark status={standing === 'captured' ? 'conforms' : standing === 'lost' ? 'exception' : 'not-applicable'}>
        {evidenceId ? <Link href={paths.evidenceItem(incidentId, evidenceId)}>{standingWords[standing]}</Link> : standingWords[standing]}
        {since && (
          <>
            {' '}
            since <Time at={since} />
          </>
        )}
      </StatusMark>
      <small>
        {by && <Person who={by} />} {at && <Time at={at} />}
        {reason && <> – “{reason}”</>}
      </small>
    </li>
  )
}

type ClockProps = { work: Work; items: readonly Preservation[]; evidence: readonly Evidence[]; onKeep: (item: Preservation) => void }

export function PreservationClock({ work, items, evidence, onKeep }: ClockProps) {
  const [settling, setSettling] = useState<Preservation | null>(null)
  const [listing, setListing] = useState(false)
  const mayNot = useWhyNot('evidence:write')
  const open = items.filter(({ settled_at }) => settled_at === null)
  const settled = items.filter(({ settled_at }) => settled_at !== null)
  const [first] = items
  return (
    <Section
      title="What is lost first"
      count={open.length || undefined}
      lead={
        first && (
          <>
            Counted from <Time at={first.began_at} />, the incident’s first moment. What is lost first stands first.
          </>
        )
      }
      actions={
        <Button small why={mayNot} onPress={() => setListing(true)}>
          List something
        </Button>
      }
    >
      {items.length === 0 && (
        <p className="dim prose">
          Nothing is listed. A runbook that is followed lists the logs it says to keep, with how long each lives; you can list more.
        </p>
      )}
      {items.length > 0 && open.length === 0 && <StatusMark status="conforms">Everything on the list is settled</StatusMark>}
      <ol className={styles.clock} aria-label="To be kept">
        {open.map((item, at) => (
          <Open
            key={item.id}
            item={item}
            isFirst={at === 0}
            work={work}
            mayNot={mayNot}
            onKeep={() => onKeep(item)}
            onSettle={() => setSettling(item)}
          />
        ))}
      </ol>
      {settled.length > 0 && (
        <details className={lines.past} open={open.length === 0}>
          <summary>{settled.length} settled</summary>
          <ul className={lines.lines}>
            {settled.map((item) => (
              <Settled key={item.id} item={item} incidentId={work.incident.id} />
            ))}
          </ul>
        </details>
      )}
      {settling && <SettleDialog work={work} item={settling} evidence={evidence} onClose={() => setSettling(null)} />}
      {listing && <ListToKeep work={work} onClose={() => setListing(false)} />}
    </Section>
  )
}
