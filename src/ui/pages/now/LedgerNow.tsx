// The ledger on the first page: only where something about it must be known now.
import { ledgerApi } from '../../../contract/ledger.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { paths } from '../../paths.ts'

export function LedgerNow() {
  const ledger = useCall(ledgerApi.status).data
  if (!ledger) return null
  if (ledger.halted) {
    return (
      <Notice
        kind="late"
        title="The ledger has stopped sealing"
        alert
        actions={<ButtonLink href={paths.ledger()}>See the ledger</ButtonLink>}
      >
        {ledger.halted}
      </Notice>
    )
  }
  if (ledger.anchored) return null
  return (
    <Notice title="Not anchored" actions={<ButtonLink href={paths.ledger()}>Choose where checkpoints go</ButtonLink>}>
      No checkpoint has left this server yet. Until one does, nobody outside can tell whether what is sealed was signed anew.
    </Notice>
  )
}
