// The ledger's state in one line, for the foot of printed pages: how much is sealed, and whether any of it left our hands.
import { useQuery } from '@tanstack/react-query'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { ledgerApi } from '../../../contract/ledger.ts'
import { call } from '../../api/call.ts'
import type { Problem } from '../../api/problem.ts'
import { useMay } from '../../api/useMe.ts'
import { utcText } from '../../kit/timeText.ts'

type Status = ReplyOf<typeof ledgerApi.status>

/** A checkpoint says itself when it was signed, so it need not be the latest; asking at every sealing would cost more than it tells. */
const often = 5 * 60_000

function lineOf({ checkpoint, anchored, halted }: Status): string {
  if (!checkpoint) return 'Ledger: no checkpoint yet, not anchored'
  const entries = `${checkpoint.size.toLocaleString('en')} ${checkpoint.size === 1 ? 'entry' : 'entries'}`
  const sealed = `Ledger: checkpoint of ${entries}, signed ${utcText(Date.parse(checkpoint.signed_at))}`
  const out = anchored ? `anchored up to entry ${anchored.size.toLocaleString('en')}, ${utcText(Date.parse(anchored.at))}` : 'not anchored'
  return `${sealed}; ${out}${halted ? '; sealing has stopped' : ''}`
}

/** Null where the reader may not see the ledger, or it could not be asked. */
export function useLedgerLine(): string | null {
  const enabled = useMay('ledger:read')
  const { data } = useQuery<Status, Problem>({
    queryKey: ['print', ledgerApi.status.path],
    queryFn: ({ signal }) => call(ledgerApi.status, {}, signal),
    enabled,
    staleTime: often,
    refetchInterval: often,
  })
  return data ? lineOf(data) : null
}
