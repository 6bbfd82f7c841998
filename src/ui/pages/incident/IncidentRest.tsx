// Everything else of an incident, below what is needed at once: the whole run, roles, alerts, duties to tell, moving on, the thread.
import { useEffect } from 'react'
import { useMay } from '../../api/useMe.ts'
import { Alerts } from './Alerts.tsx'
import { Duties } from './Duties.tsx'
import { EvidenceOfIncident } from './EvidenceOfIncident.tsx'
import type { Run } from './incidentShape.ts'
import { MoveOn } from './MoveOn.tsx'
import { Readings } from './Readings.tsx'
import { Roles } from './Roles.tsx'
import { TellAndLearn } from './TellAndLearn.tsx'
import { ThreadColumn } from './ThreadColumn.tsx'
import type { Work } from './useIncident.ts'
import { WholeRun } from './WholeRun.tsx'

export function IncidentRest({ work, run, withThread }: { work: Work; run: Run | null; withThread: boolean }) {
  const mayDuties = useMay('obligation:read')
  const mayEvidence = useMay('evidence:read')
  // An address may name a section that is here only now.
  useEffect(() => {
    const named = window.location.hash.slice(1)
    if (named) document.getElementById(named)?.scrollIntoView()
  }, [])
  return (
    <>
      {run && <WholeRun work={work} run={run} />}
      <Roles work={work} />
      <Alerts work={work} />
      {mayEvidence && <EvidenceOfIncident work={work} />}
      {mayDuties && <Duties work={work} />}
      <TellAndLearn work={work} />
      <Readings work={work} />
      <MoveOn work={work} />
      {withThread && <ThreadColumn work={work} />}
    </>
  )
}
