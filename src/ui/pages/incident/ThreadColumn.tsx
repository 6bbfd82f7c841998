// The thread beside or below the work: what is on record, and a place to write.
import { incidentApi } from '../../../contract/incident.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { NoteForm } from './NoteForm.tsx'
import { Thread } from './Thread.tsx'
import type { Work } from './useIncident.ts'

export function ThreadColumn({ work }: { work: Work }) {
  const thread = useCall(incidentApi.thread, { params: work.params })
  return (
    <Section
      title="Thread"
      count={thread.data?.items.length}
      actions={
        <ButtonLink small href={paths.thread(work.incident.id)}>
          Open alone
        </ButtonLink>
      }
    >
      <NoteForm work={work} />
      {thread.isPending && <Skeleton lines={8} />}
      {thread.error && !thread.data && (
        <Failed what="The thread cannot be shown" why={thread.error.message} onRetry={() => void thread.refetch()} />
      )}
      {thread.data && <Thread items={[...thread.data.items].reverse()} />}
    </Section>
  )
}
