// Customers' contracts that say when they must be told of an incident; each is a duty of every incident until somebody decides it.
import { useState } from 'react'
import { contractApi } from '../../../contract/obligation.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm, Dialog } from '../../kit/Dialog.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page } from '../../kit/Page.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { toast } from '../../kit/toast.tsx'
import { ContractForm } from './ContractForm.tsx'
import type { Contract } from './dutyShape.ts'

type Asking = { is: 'enter' } | { is: 'change'; contract: Contract } | { is: 'end'; contract: Contract } | null

function End({ contract, onClose }: { contract: Contract; onClose: () => void }) {
  const change = useSendOnce(contractApi.change, ['incidents'])
  const end = async () => {
    if (!(await change.send({ params: { contractId: contract.id }, body: { ended: true } }))) return
    toast(`The contract with ${contract.customer} obliges nobody any more.`)
    onClose()
  }
  return (
    <Confirm
      open
      onClose={onClose}
      title={`The contract with ${contract.customer} has ended`}
      verb="It has ended"
      onConfirm={() => void end()}
      busy={change.sending}
      problem={change.problem?.message}
    >
      Incidents declared from now on do not count it. Those declared before still do, and what was told under it stays.
    </Confirm>
  )
}

function Contracts({ items, why, ask }: { items: readonly Contract[]; why: string | null; ask: (asking: Asking) => void }) {
  return (
    <Table
      label="Contracts"
      rows={items}
      keyOf={({ id }) => id}
      isPast={({ ended_at }) => ended_at !== null}
      columns={[
        { word: 'Customer', bare: true, cell: ({ customer }) => <strong>{customer}</strong> },
        { word: 'Within', cell: ({ said }) => said },
        { word: 'Contact', cell: ({ contact }) => contact },
        { word: 'Clause', grow: true, cell: ({ clause }) => clause },
        {
          word: '(Change)',
          bare: true,
          cell: (contract) =>
            contract.ended_at ? (
              <span>
                ended <Time at={contract.ended_at} />
              </span>
            ) : (
              <span className="nowrap">
                <Button
                  small
                  why={why}
                  onPress={() => ask({ is: 'change', contract })}
                  label={`Change: the contract with ${contract.customer}`}
                >
                  Change
                </Button>
                <Button
                  small
                  kind="quiet"
                  why={why}
                  onPress={() => ask({ is: 'end', contract })}
                  label={`It has ended: the contract with ${contract.customer}`}
                >
                  It has ended
                </Button>
              </span>
            ),
        },
      ]}
    />
  )
}

export function ContractsPage() {
  const contracts = useCall(contractApi.list)
  const why = useWhyNot('obligation:decide')
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const enter = (
    <Button kind="primary" why={why} onPress={() => setAsking({ is: 'enter' })}>
      Enter a contract
    </Button>
  )
  const items = contracts.data?.items ?? []
  return (
    <Page
      title="Contracts"
      lead="Customers who must be told by contract, within which time and from which clock. Each of them is asked about in every incident."
      actions={items.length > 0 && enter}
    >
      {contracts.isPending && <Skeleton lines={6} />}
      {contracts.error && !contracts.data && (
        <Failed what="The contracts cannot be shown" why={contracts.error.message} onRetry={() => void contracts.refetch()} />
      )}
      {contracts.data && items.length === 0 && (
        <Empty title="No contract is entered" actions={enter}>
          <p>Many customers ask in their contract or data processing agreement to be told within 24, 48 or 72 hours.</p>
          <p>Enter such a clause once, on a quiet day. At night it is one line with a due date.</p>
        </Empty>
      )}
      {items.length > 0 && <Contracts items={items} why={why} ask={setAsking} />}
      {(asking?.is === 'enter' || asking?.is === 'change') && (
        <Dialog open onClose={close} title={asking.is === 'enter' ? 'Enter a contract' : `Contract with ${asking.contract.customer}`} wide>
          <ContractForm contract={asking.is === 'change' ? asking.contract : null} onClose={close} />
        </Dialog>
      )}
      {asking?.is === 'end' && <End contract={asking.contract} onClose={close} />}
    </Page>
  )
}
