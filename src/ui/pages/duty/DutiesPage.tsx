// Who must be told: the interview, the duties that follow from it, and the notices.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { noticeApi } from '../../../contract/notice.ts'
import { obligationApi } from '../../../contract/obligation.ts'
import type { ClockId } from '../../../core/obligation/clock.ts'
import type { ObligationAnswer } from '../../../core/obligation/decideObligation.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Figures } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { OfIncident, whyNothingFollows } from '../incident/OfIncident.tsx'
import type { Work } from '../incident/useIncident.ts'
import { DecideDialog, type Deciding, recordDecision } from './DecideDialog.tsx'
import { DraftNotice } from './DraftNotice.tsx'
import styles from './Duty.module.css'
import { type DutyActs, DutyCard } from './DutyCard.tsx'
import { type Grouped, grouped } from './dutyGroups.ts'
import type { Duties, Duty, Notices } from './dutyShape.ts'
import { Interview } from './Interview.tsx'
import { NotNow } from './NotNow.tsx'
import { OtherNotices } from './OtherNotices.tsx'
import { StateClock } from './StateClock.tsx'

const route = getRouteApi('/inside/incidents/$incidentId/duties')

type Asking = { is: 'decide'; deciding: Deciding } | { is: 'draft'; duty: Duty | null } | { is: 'clock'; clock: ClockId | null } | null

function isLate({ due, sent }: Duty): boolean {
  return due.kind === 'late' && sent === null
}

function Summary({ groups }: { groups: Grouped }) {
  const late = [...groups['to-decide'], ...groups['to-tell']].filter(isLate).length
  return (
    <Figures
      figures={[
        { word: 'to decide', is: groups['to-decide'].length },
        { word: 'to tell', is: groups['to-tell'].length },
        { word: 'late', is: late, mark: late > 0 ? 'late' : undefined },
        { word: 'told', is: groups.told.length },
      ]}
    />
  )
}

function useDutyActs(work: Work, ask: (asking: Asking) => void): DutyActs {
  const over = whyNothingFollows(work.incident)
  const mayNotDecide = useWhyNot('obligation:decide')
  const mayNotWrite = useWhyNot('notice:write')
  return {
    pendingOf: (rule) => (work.pending('duty', rule)?.body as { answer: ObligationAnswer } | undefined)?.answer ?? null,
    whyNotDecide: mayNotDecide ?? over,
    whyNotWrite: mayNotWrite ?? over,
    // Taken on at once, the first time; everything else says why.
    onDecide: (duty, answer) =>
      answer === 'accept' && duty.decision === null
        ? recordDecision(work, duty, answer, '')
        : ask({ is: 'decide', deciding: { duty, answer } }),
    onDraft: (duty) => ask({ is: 'draft', duty }),
    onClock: ({ due }) => ask({ is: 'clock', clock: due.kind === 'clock-not-started' ? (due.clock as ClockId) : null }),
  }
}

function Told({ work, duties, notices }: { work: Work; duties: Duties; notices: Notices | undefined }) {
  const [asking, setAsking] = useState<Asking>(null)
  const acts = useDutyActs(work, setAsking)
  const groups = grouped(duties.obligations, acts.pendingOf)
  const close = () => setAsking(null)
  const cards = (list: readonly Duty[]) => (
    <div className={styles.duties}>
      {list.map((duty) => (
        <DutyCard key={duty.rule} work={work} duty={duty} notices={notices?.items ?? []} acts={acts} />
      ))}
    </div>
  )
  return (
    <>
      <Summary groups={groups} />
      <div className={styles.columns}>
        <Interview work={work} duties={duties} />
        <div className={styles.column}>
          <Section title="To decide" count={groups['to-decide'].length || undefined}>
            {groups['to-decide'].length === 0 && <p>Nothing waits for a decision, as far as is known.</p>}
            {cards(groups['to-decide'])}
          </Section>
          <Section title="To tell" count={groups['to-tell'].length || undefined}>
            {groups['to-tell'].length === 0 && <p>What is taken on stands here until it is told.</p>}
            {cards(groups['to-tell'])}
          </Section>
          {groups.told.length > 0 && (
            <Section title="Told" count={groups.told.length}>
              {cards(groups.told)}
            </Section>
          )}
          {groups.declined.length > 0 && (
            <Section title="Decided not to tell" count={groups.declined.length}>
              {cards(groups.declined)}
            </Section>
          )}
          <NotNow
            mayApply={groups['may-apply'].length}
            cards={() => cards(groups['may-apply'])}
            ruledOut={duties.ruled_out}
            whyNotClock={acts.whyNotWrite}
            onClock={() => setAsking({ is: 'clock', clock: null })}
          />
          {notices && (
            <OtherNotices work={work} notices={notices} why={acts.whyNotWrite} onDraft={() => setAsking({ is: 'draft', duty: null })} />
          )}
        </div>
      </div>
      {asking?.is === 'decide' && <DecideDialog work={work} deciding={asking.deciding} onClose={close} />}
      {asking?.is === 'draft' && <DraftNotice work={work} duty={asking.duty} templates={notices?.templates ?? []} onClose={close} />}
      {asking?.is === 'clock' && <StateClock work={work} clock={asking.clock} onClose={close} />}
    </>
  )
}

function Content({ work }: { work: Work }) {
  const duties = useCall(obligationApi.list, { params: work.params })
  const notices = useCall(noticeApi.list, { params: work.params })
  return (
    <>
      {duties.isPending && <Skeleton lines={12} />}
      {duties.error && !duties.data && (
        <Failed what="The duties cannot be shown" why={duties.error.message} onRetry={() => void duties.refetch()} />
      )}
      {notices.error && !notices.data && (
        <Failed what="The notices cannot be shown" why={notices.error.message} onRetry={() => void notices.refetch()} />
      )}
      {duties.data && <Told work={work} duties={duties.data} notices={notices.data} />}
    </>
  )
}

export function DutiesPage() {
  const { incidentId } = route.useParams()
  return (
    <OfIncident
      id={incidentId}
      title="Who must be told"
      lead="From law, customers’ contracts and the policy. The questions find out who comes into question; whether a duty is taken on, a person decides by name."
      needs="obligation:read"
      width="full"
    >
      {(work) => <Content work={work} />}
    </OfIncident>
  )
}
