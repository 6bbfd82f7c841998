// The ledger's entries about one alert: what was recorded, in which state, and the proof of each.
import { IconDownload } from '@tabler/icons-react'
import { ledgerApi } from '../../../contract/ledger.ts'
import { urlOf } from '../../api/call.ts'
import { useMay } from '../../api/useMe.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { shorten } from '../../kit/Copy.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { Seal } from '../ledger/Seal.tsx'
import type { AlertWithHistory } from './alertShape.ts'

export function AlertEntries({ alert }: { alert: AlertWithHistory }) {
  const mayProve = useMay('ledger:read')
  return (
    <Section
      title="Ledger entries"
      count={alert.entries.length}
      lead={<span className="screen-only">Hover a mark to read what it proves and what it does not.</span>}
    >
      <Table
        label="Ledger entries"
        rows={alert.entries}
        keyOf={(entry) => entry.leaf_hash}
        columns={[
          {
            word: 'Entry',
            grow: true,
            bare: true,
            cell: (entry) => (
              <>
                <code title={`Leaf ${entry.leaf_hash}`}>{entry.kind}</code>{' '}
                <span className="dim">
                  <Person who={entry.by} />
                </span>
              </>
            ),
          },
          { word: 'Recorded', cell: (entry) => <Time at={entry.recorded_at} /> },
          { word: 'State', cell: (entry) => <Seal state={entry.state} /> },
          {
            word: 'Proof',
            number: true,
            cell: (entry) =>
              entry.index === null ? (
                <span className="dim">–</span>
              ) : (
                <Proof index={entry.index} leaf={entry.leaf_hash} mayProve={mayProve} />
              ),
          },
        ]}
      />
    </Section>
  )
}

function Proof({ index, leaf, mayProve }: { index: number; leaf: string; mayProve: boolean }) {
  const words = `#${index.toLocaleString('en')}`
  if (!mayProve) return <span>{words}</span>
  return (
    <ButtonLink
      small
      kind="quiet"
      icon={IconDownload}
      href={urlOf(ledgerApi.proof, { params: { index } })}
      download={`entry-${index}.tlog-proof`}
      label={`${words}: download its proof, leaf ${shorten(leaf)}`}
    >
      {words}
    </ButtonLink>
  )
}
