// The latest checkpoints, and where each has been seen.
import { ledgerApi } from '../../../contract/ledger.ts'
import { useCall } from '../../api/useCall.ts'
import { CopyButton, Hash } from '../../kit/Copy.tsx'
import { Empty } from '../../kit/Empty.tsx'
import { Section } from '../../kit/Page.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { SealMark } from './Seal.tsx'

const shown = 10

export function Checkpoints() {
  const found = useCall(ledgerApi.checkpoints, { query: { limit: shown } }).data
  if (!found) return null
  return (
    <Section title="Checkpoints" lead={found.next_cursor ? `The latest ${shown}.` : undefined}>
      {found.items.length === 0 ? (
        <Empty title="No checkpoint yet">
          <p>The first is signed about a second after the first thing is recorded.</p>
        </Empty>
      ) : (
        <Table
          label="Checkpoints"
          rows={found.items}
          keyOf={(checkpoint) => String(checkpoint.size)}
          columns={[
            { word: 'Entries', number: true, cell: (checkpoint) => checkpoint.size.toLocaleString('en') },
            { word: 'Signed', cell: (checkpoint) => <Time at={checkpoint.signed_at} /> },
            {
              word: 'Anchored',
              grow: true,
              cell: (checkpoint) => {
                const out = checkpoint.anchors.filter((anchor) => anchor.state === 'anchored')
                if (out.length === 0) return <span className="dim">no</span>
                const stamped = out.some((anchor) => anchor.kind === 'timestamp')
                return (
                  <span style={{ display: 'inline-flex', gap: 6 }}>
                    <SealMark state={stamped ? 'timestamped' : 'sealed'} />{' '}
                    {[...new Set(out.map((anchor) => anchor.destination))].join(', ')}
                  </span>
                )
              },
            },
            { word: 'Root', cell: (checkpoint) => <Hash value={checkpoint.root} what="root" /> },
            {
              word: 'Note',
              cell: (checkpoint) => (
                <CopyButton text={checkpoint.note} what="signed note">
                  Note
                </CopyButton>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}
