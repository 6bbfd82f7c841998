// Everything else of an incident, below what is needed at once: the whole run, roles, alerts, duties to tell, moving on, the thread.
import { useMay } from '../../api/useMe.ts'
import { Alerts } from './Alerts.tsx'
import { Duties } from './Duties.tsx'
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
  return (
    <>
      {run && <WholeRun work={work} run={run} />}
      <Roles work={work} />
      <Alerts work={work} />
      {mayDuties && <Duties work={work} />}
      <TellAndLearn work={work} />
      <Readings work={work} />
      <MoveOn work={work} />
      {withThread && <ThreadColumn work={work} />}
    </>
  )
}
