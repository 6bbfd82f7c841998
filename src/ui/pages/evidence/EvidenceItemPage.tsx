// One piece of evidence: its three dates, where it is from, what it covers, its bytes, and everybody who had it in hand.

import { IconDownload } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { preservationApi } from '../../../contract/preservation.ts'
import type { EvidenceId } from '../../../core/kernel/ids.ts'
import { urlOf } from '../../api/call.ts'
import { outbox } from '../../api/theOutbox.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Code, Hash } from '../../kit/Copy.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { NotYetRecorded } from '../../kit/NotYetRecorded.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Delay, Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import { useIncident, type Work } from '../incident/useIncident.ts'
import { useRun } from '../incident/useRun.ts'
import { CustodyList } from './CustodyList.tsx'
import styles from './Evidence.module.css'
import type { WholeEvidence } from './evidenceShape.ts'
import { kindOf, sizeText } from './evidenceWords.ts'
import { HandOver } from './HandOver.tsx'
import { SafeView } from './SafeView.tsx'
import { stepNamer } from './stepNamer.ts'

const route = getRouteApi('/inside/incidents/$incidentId/evidence/$evidenceId')

function Command({ command }: { command: NonNullable<WholeEvidence['command']> }) {
  const { line, exit_code: exit, host, tool_version: version, started_at: from, ended_at: to } = command
  return (
    <Section title="The command">
      <Code text={line} what="command" wrap />
      <p>
        {exit === null ? 'Ended by a signal' : exit === 0 ? 'Ended with 0' : `Ended with ${exit}`} on <b>{host}</b>,{' '}
        <Time at={from} exact />, after {durationText(Date.parse(to) - Date.parse(from))}
        {version && <span className="dim">; {version}</span>}
      </p>
    </Section>
  )
}

function What({ item, work }: { item: WholeEvidence; work: Work }) {
  const { run } = useRun(work)
  const list = useCall(preservationApi.list, { params: work.params }, { enabled: item.preservation_id !== null })
  const step = stepNamer(run.data ?? null)(item.step)
  const keeps = list.data?.items.find(({ id }) => id === item.preservation_id)
  return (
    <Facts
      facts={[
        { word: 'Kind', is: `${kindOf(item)} (${item.type})` },
        { word: 'Size', is: `${sizeText(item.size)}${item.size >= 1000 ? `, ${item.size.toLocaleString('en')} bytes` : ''}` },
        { word: 'SHA-256', is: <Hash value={item.sha256} /> },
        { word: 'Taken', is: <Time at={item.happened_at} exact ago /> },
        {
          word: 'Recorded',
          is: (
            <>
              <Time at={item.recorded_at} exact /> <Delay from={item.happened_at} to={item.recorded_at} saying="later" />
            </>
          ),
        },
        {
          word: 'Covers',
          is:
            item.covers_from || item.covers_to ? (
              <>
                {item.covers_from ? <Time at={item.covers_from} exact /> : 'an open beginning'} to{' '}
                {item.covers_to ? <Time at={item.covers_to} exact /> : 'an open end'}
              </>
            ) : (
              <span className="dim">not said</span>
            ),
        },
        { word: 'Kept by', is: <Person who={item.captured_by} /> },
        { word: 'Taken from', is: item.source ?? <span className="dim">not said</span> },
        step !== null && { word: 'Step', is: step },
        item.row_count !== null && { word: 'Rows', is: item.row_count.toLocaleString('en') },
        keeps && { word: 'It keeps', is: keeps.evidence },
      ]}
    />
  )
}

function Whole({ item, work }: { item: WholeEvidence; work: Work }) {
  const [handing, setHanding] = useState(false)
  const mayNot = useWhyNot('evidence:write')
  const mayNotSee = useWhyNot('evidence:read')
  const params = { ...work.params, evidenceId: item.id }
  return (
    <>
      <div className="row screen-only">
        <ButtonLink icon={IconDownload} href={urlOf(evidenceApi.file, { params, query: { as: 'file' } })} download={item.name}>
          Download
        </ButtonLink>
        <Button why={mayNot} onPress={() => setHanding(true)}>
          Hand over
        </Button>
        <span className="dim">Looking at it and downloading it go on record.</span>
      </div>
      <What item={item} work={work} />
      {item.query && (
        <Section title="What was asked">
          <Code text={item.query} what="query" wrap />
        </Section>
      )}
      {item.command && <Command command={item.command} />}
      <SafeView item={item} work={work} mayNot={mayNotSee} />
      <CustodyList custody={item.custody} />
      {handing && <HandOver work={work} item={item} onClose={() => setHanding(false)} />}
    </>
  )
}

export function EvidenceItemPage() {
  const { incidentId, evidenceId } = route.useParams()
  const { query, work } = useIncident(incidentId)
  const params = { incidentId: incidentId as never, evidenceId: evidenceId as EvidenceId }
  const item = useCall(evidenceApi.get, { params })
  const problem = item.error ?? query.error
  return (
    <Page
      title={item.data?.name ?? 'Evidence'}
      above={{ label: work ? `Evidence of ${work.incident.number}` : 'Evidence', href: paths.evidence(incidentId) }}
      lead={item.data?.description}
    >
      <div className={styles.item}>
        {work && <NotYetRecorded acts={work.acts} onDismiss={(key) => void outbox.dismiss(key)} />}
        {!problem && !(item.data && work) && <Skeleton lines={12} />}
        {problem && !(item.data && work) && (
          <Failed
            what={problem.code === 'not_found' ? 'There is no such evidence here' : 'The evidence cannot be shown'}
            why={problem.message}
            onRetry={problem.code === 'not_found' ? undefined : () => void item.refetch()}
          />
        )}
        {item.data && work && <Whole item={item.data} work={work} />}
      </div>
    </Page>
  )
}
