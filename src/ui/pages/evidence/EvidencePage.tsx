// The evidence of one incident: what is lost first, what is on its way, what was kept, and adding more.
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { preservationApi } from '../../../contract/preservation.ts'
import { outbox } from '../../api/theOutbox.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay, useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useKeys } from '../../kit/keys.ts'
import { Notice } from '../../kit/Notice.tsx'
import { NotYetRecorded } from '../../kit/NotYetRecorded.tsx'
import { Page } from '../../kit/Page.tsx'
import { useStable } from '../../kit/useStable.ts'
import { paths } from '../../paths.ts'
import { useIncident, type Work } from '../incident/useIncident.ts'
import { useRun } from '../incident/useRun.ts'
import { AddEvidence, type Adding } from './AddEvidence.tsx'
import styles from './Evidence.module.css'
import { EvidenceList } from './EvidenceList.tsx'
import { PreservationClock } from './PreservationClock.tsx'
import { stepNamer } from './stepNamer.ts'
import { UploadLines } from './UploadLines.tsx'

const route = getRouteApi('/inside/incidents/$incidentId/evidence')

/** A file that is dropped anywhere on the page, or a screenshot that is pasted. */
function useDrops(onFiles: (files: File[]) => void): void {
  const take = useStable(onFiles)
  useEffect(() => {
    const given = (event: Event, from: DataTransfer | null) => {
      const files = [...(from?.files ?? [])]
      if (files.length === 0 || document.querySelector('[data-holds-page]')) return
      event.preventDefault()
      take(files)
    }
    const drop = (event: DragEvent) => given(event, event.dataTransfer)
    const paste = (event: ClipboardEvent) => given(event, event.clipboardData)
    // Without this a browser opens the file in the place of the page.
    const over = (event: DragEvent) => event.preventDefault()
    window.addEventListener('drop', drop)
    window.addEventListener('dragover', over)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('drop', drop)
      window.removeEventListener('dragover', over)
      window.removeEventListener('paste', paste)
    }
  }, [take])
}

export function EvidencePage() {
  const { incidentId } = route.useParams()
  const { query, work } = useIncident(incidentId)
  const [adding, setAdding] = useState<Adding | null>(null)
  const mayNot = useWhyNot('evidence:write')
  const mayRead = useMay('evidence:read')
  const isRedacted = work?.incident.is_redacted ?? false
  // Also before the incident is here: the dialog opens when it is.
  const add = () => mayNot === null && setAdding({ way: 'file' })
  useDrops((files) => mayNot === null && setAdding({ way: 'file', files }))
  useKeys([
    { keys: 'a', does: 'Add evidence', group: 'Evidence', run: add },
    { keys: 't', does: 'The line for a terminal', group: 'Evidence', run: () => mayNot === null && setAdding({ way: 'terminal' }) },
  ])
  const number = work?.incident.number ?? 'The incident'
  return (
    <Page
      title={work ? `Evidence of ${number}` : 'Evidence'}
      above={{ label: number, href: paths.incident(incidentId) }}
      lead={work && !isRedacted && work.incident.title}
      actions={
        <div className={styles.thumb}>
          <Button
            kind="primary"
            why={mayNot ?? (isRedacted ? 'It is private: only those on it can add to it.' : null)}
            onPress={add}
            shortcut="a"
          >
            Add evidence
          </Button>
        </div>
      }
    >
      {work && <NotYetRecorded acts={work.acts} onDismiss={(key) => void outbox.dismiss(key)} />}
      {query.isPending && <Skeleton lines={10} />}
      {query.error && !query.data && (
        <Failed
          what={query.error.code === 'not_found' ? 'There is no such incident' : 'The incident cannot be shown'}
          why={query.error.message}
          onRetry={query.error.code === 'not_found' ? undefined : () => void query.refetch()}
        />
      )}
      {isRedacted && <Notice>It is private. Only those on it, and compliance, see what was kept. It counts like every other one.</Notice>}
      {work && !isRedacted && !mayRead && <Notice>Your role does not allow seeing evidence. An admin can change it.</Notice>}
      {work && !isRedacted && mayRead && <Whole work={work} adding={adding} onAdd={setAdding} />}
    </Page>
  )
}

/** Words such as “3 hours left” are the server’s: asked for again every minute. */
const everyMinute = 60_000

function Whole({ work, adding, onAdd }: { work: Work; adding: Adding | null; onAdd: (adding: Adding | null) => void }) {
  const evidence = useCall(evidenceApi.list, { params: work.params })
  const preservation = useCall(preservationApi.list, { params: work.params }, { every: everyMinute })
  const { run } = useRun(work)
  const items = preservation.data?.items ?? []
  return (
    <>
      {preservation.isPending && <Skeleton lines={5} />}
      {preservation.error && !preservation.data && (
        <Failed what="What is lost first cannot be shown" why={preservation.error.message} onRetry={() => void preservation.refetch()} />
      )}
      {preservation.data && (
        <PreservationClock
          work={work}
          items={items}
          evidence={evidence.data?.items ?? []}
          onKeep={({ id }) => onAdd({ way: 'file', preservation: id })}
        />
      )}
      <UploadLines incidentId={work.incident.id} />
      {evidence.isPending && <Skeleton lines={5} />}
      {evidence.error && !evidence.data && (
        <Failed what="The evidence cannot be shown" why={evidence.error.message} onRetry={() => void evidence.refetch()} />
      )}
      {evidence.data && <EvidenceList incidentId={work.incident.id} items={evidence.data.items} stepOf={stepNamer(run.data ?? null)} />}
      <div className={styles.room} />
      {adding && (
        <AddEvidence
          work={work}
          run={run.data ?? null}
          toKeep={items.filter(({ standing }) => standing !== 'captured' && standing !== 'not_needed')}
          adding={adding}
          onClose={() => onAdd(null)}
        />
      )}
    </>
  )
}
