// Who has read the version in force, and who has not yet.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import { useCall } from '../../api/useCall.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { toast } from '../../kit/toast.tsx'
import type { Document } from './documentShape.ts'
import { cadenceText } from './documentWords.ts'
import { useDocumentAct } from './useDocumentAct.ts'

type AcknowledgeProps = { place: Pick<Document, 'kind' | 'id' | 'title'>; version: { number: number; hash: string }; primary?: boolean }

export function AcknowledgeButton({ place, version, primary = false }: AcknowledgeProps) {
  const [open, setOpen] = useState(false)
  const acknowledge = useDocumentAct(documentApi.acknowledge)
  const send = async () => {
    const done = await acknowledge.send({ params: { kind: place.kind, documentId: place.id }, body: { hash: version.hash } })
    if (done === null) return
    setOpen(false)
    toast(`${place.title}: acknowledged`)
  }
  return (
    <>
      <Button kind={primary ? 'primary' : 'plain'} onPress={() => setOpen(true)}>
        Acknowledge
      </Button>
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title={`Acknowledge version ${version.number}`}
        verb="I have read it and will follow it"
        onConfirm={() => void send()}
        busy={acknowledge.sending}
        problem={acknowledge.problem?.message}
      >
        It goes on record under your name for version {version.number} of “{place.title}”. A later version is acknowledged again.
      </Confirm>
    </>
  )
}

export function Acknowledgements({ document }: { document: Document }) {
  const query = useCall(documentApi.acknowledgements, { params: { kind: document.kind, documentId: document.id }, query: {} })
  const answer = query.data
  if (document.acknowledgement === null) return null
  const counts = answer?.counts
  return (
    <Section
      title="Acknowledgements"
      id="acknowledgements"
      count={counts && `${counts.acknowledged} of ${counts.asked}${counts.overdue > 0 ? `, ${counts.overdue} overdue` : ''}`}
    >
      {query.isPending && <Skeleton lines={4} />}
      {query.error && !answer && (
        <Failed what="The acknowledgements cannot be shown" why={query.error.message} onRetry={() => void query.refetch()} />
      )}
      {answer && (
        <>
          <p className="dim">
            Asked of {answer.by.join(', ') || 'nobody'}
            {answer.within && `, within ${cadenceText(answer.within)}`}
            {answer.again_every && `, again every ${cadenceText(answer.again_every)}`}.
            {answer.unknown.length > 0 && ` Nobody here is meant by ${answer.unknown.join(', ')}.`}
          </p>
          {answer.people.length === 0 ? (
            <p>Nobody is asked yet: no active person has one of these roles.</p>
          ) : (
            <Table
              label="Acknowledgements"
              rows={answer.people}
              keyOf={({ person }) => person.id}
              columns={[
                { word: 'Person', bare: true, grow: true, cell: ({ person }) => person.name },
                {
                  word: 'State',
                  cell: ({ state, acknowledged_at: at }) =>
                    state === 'acknowledged' ? (
                      <StatusMark status="conforms">{at ? <Time at={at} /> : 'acknowledged'}</StatusMark>
                    ) : (
                      <StatusMark status={state === 'overdue' ? 'exception' : 'pending'} late={state === 'overdue'}>
                        not yet
                      </StatusMark>
                    ),
                },
                {
                  word: 'Due',
                  cell: ({ state, due_at: at }) => (at && state !== 'acknowledged' ? <DueTime at={at} /> : <span className="dim">–</span>),
                },
                { word: 'Reminded', cell: ({ reminded_at: at }) => (at ? <Time at={at} /> : <span className="dim">–</span>) },
              ]}
            />
          )}
        </>
      )}
    </Section>
  )
}
