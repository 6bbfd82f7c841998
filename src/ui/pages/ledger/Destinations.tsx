// Where checkpoints are sent: what leaves our hands, when it last did, and what failed.
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { ledgerApi } from '../../../contract/ledger.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { secondsText } from '../../kit/timeText.ts'
import { toast } from '../../kit/toast.tsx'
import { AddDestination } from './AddDestination.tsx'
import { destinationWords } from './destinationWords.ts'

type Destination = ReplyOf<typeof ledgerApi.destinations>['items'][number]

function LastSent({ last }: { last: Destination['last'] }) {
  if (!last) return <StatusMark status="pending">not yet</StatusMark>
  if (last.state === 'anchored') {
    return (
      <StatusMark status="conforms">
        <span>
          entry {last.size.toLocaleString('en')}, <Time at={last.at} ago="only" />
        </span>
      </StatusMark>
    )
  }
  if (last.state === 'failed') {
    return (
      <StatusMark status="exception">
        failed {last.attempts} times: {last.error}
      </StatusMark>
    )
  }
  return <StatusMark status="pending">{last.error ? `trying again: ${last.error}` : 'on its way'}</StatusMark>
}

function Actions({ destination, onRetire }: { destination: Destination; onRetire: () => void }) {
  const why = useWhyNot('ledger:anchor')
  const anchor = useSend(ledgerApi.anchorNow)
  const send = async () => {
    const sent = await anchor.send({ params: { destinationId: destination.id } })
    if (sent) toast(`The checkpoint of ${sent.size.toLocaleString('en')} entries is on its way to ${destination.name}.`)
  }
  return (
    <span className="row">
      <Button small why={why} busy={anchor.sending} onPress={() => void send()} label={`Send to ${destination.name} now`}>
        Send now
      </Button>
      <Button small kind="quiet" why={why} onPress={onRetire} label={`Stop sending to ${destination.name}`}>
        Stop
      </Button>
      <Refused problem={anchor.problem} />
    </span>
  )
}

export function Destinations() {
  const found = useCall(ledgerApi.destinations)
  const why = useWhyNot('ledger:anchor')
  const retire = useSend(ledgerApi.retireDestination)
  const [adding, setAdding] = useState(false)
  const [retiring, setRetiring] = useState<Destination | null>(null)
  const rows = [...(found.data?.items ?? [])].sort((left, right) => Number(left.retired_at !== null) - Number(right.retired_at !== null))
  const add = (
    <Button why={why} onPress={() => setAdding(true)}>
      Add a destination
    </Button>
  )
  const stop = async () => {
    if (retiring && (await retire.send({ params: { destinationId: retiring.id } }))) setRetiring(null)
  }
  return (
    <Section
      title="Where checkpoints go"
      actions={add}
      lead="A checkpoint that has left our hands is what shows, later, that nothing was rewritten."
    >
      {found.isPending && <Skeleton lines={3} height={40} />}
      {found.error && !found.data && (
        <Failed what="The destinations cannot be shown" why={found.error.message} onRetry={() => void found.refetch()} />
      )}
      {found.data && rows.length === 0 && (
        <Empty title="Nowhere yet: not anchored">
          <p>
            Begin with the auditor’s mailbox or a timestamp authority. Either lets an outsider notice if this server’s operator signed
            another history.
          </p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label="Destinations"
          rows={rows}
          keyOf={(destination) => destination.id}
          isPast={(destination) => destination.retired_at !== null}
          columns={[
            {
              word: 'Destination',
              grow: true,
              bare: true,
              cell: (destination) => (
                <>
                  <strong>{destination.name}</strong>{' '}
                  <span className="dim">
                    {destinationWords[destination.kind].title}, {destination.target}
                  </span>
                </>
              ),
            },
            { word: 'Every', cell: (destination) => secondsText(destination.every_seconds) },
            { word: 'Last sent', wrap: true, cell: (destination) => <LastSent last={destination.last} /> },
            {
              word: '(Actions)',
              bare: true,
              cell: (destination) =>
                destination.retired_at ? (
                  <span>
                    stopped <Time at={destination.retired_at} />
                  </span>
                ) : (
                  <Actions destination={destination} onRetire={() => setRetiring(destination)} />
                ),
            },
          ]}
        />
      )}
      {found.data && (
        <AddDestination
          open={adding}
          onClose={() => setAdding(false)}
          mail={found.data.mail_configured}
          outgoing={found.data.outgoing_allowed}
        />
      )}
      <Confirm
        open={retiring !== null}
        onClose={() => setRetiring(null)}
        title={`Stop sending to ${retiring?.name ?? ''}`}
        verb="Stop sending"
        busy={retire.sending}
        problem={retire.problem?.message}
        onConfirm={() => void stop()}
      >
        No further checkpoint goes there. What was sent stays with whoever has it.
      </Confirm>
    </Section>
  )
}
