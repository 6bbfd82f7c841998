// Every record that a promise is judged by, with its times: what needs looking at first, page by page.
import { useInfiniteQuery } from '@tanstack/react-query'
import { commitmentApi } from '../../../contract/commitment.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { call } from '../../api/call.ts'
import type { Problem } from '../../api/problem.ts'
import { keyOf } from '../../api/queryKey.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import type { KeptLine, KeptRecord } from './documentShape.ts'
import { outcomeText, outcomeWords } from './keptWords.ts'
import { RecordLink, recordTitle } from './RecordLink.tsx'

type RecordPage = ReplyOf<typeof commitmentApi.records>

function useRecords(policyId: string, { id, version }: KeptLine, days: { from: string; to: string }) {
  const input = { params: { documentId: policyId }, query: { ...days, commitment: id, version } }
  return useInfiniteQuery<RecordPage, Problem, KeptRecord[], readonly unknown[], string | undefined>({
    queryKey: keyOf(commitmentApi.records, input),
    queryFn: ({ pageParam, signal }) =>
      call(
        commitmentApi.records,
        { ...input, query: { ...input.query, ...(pageParam === undefined ? {} : { cursor: pageParam }) } },
        signal,
      ),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  })
}

const instant = (at: string | null) => (at === null ? <span className="dim">–</span> : <Time at={at} />)

function columnsOf(policyId: string): Column<KeptRecord>[] {
  return [
    {
      word: 'What',
      grow: true,
      bare: true,
      cell: (record) => (
        <>
          <RecordLink policyId={policyId} record={record} /> <span className="dim">{recordTitle(record)}</span>
        </>
      ),
    },
    { word: 'Counted from', cell: ({ counted_from }) => instant(counted_from) },
    { word: 'Due', cell: ({ due_at }) => instant(due_at) },
    { word: 'Done', cell: ({ done_at }) => instant(done_at) },
    {
      word: 'Stands',
      wrap: true,
      cell: (record) => (
        <>
          <StatusMark status={outcomeWords[record.outcome].status} late={record.outcome === 'broken'}>
            {outcomeText(record)}
          </StatusMark>
          {record.why !== null && <div className="dim">{record.why}</div>}
        </>
      ),
    },
  ]
}

export function KeptRecords({ policyId, line, days }: { policyId: string; line: KeptLine; days: { from: string; to: string } }) {
  const query = useRecords(policyId, line, days)
  if (query.isPending) return <Skeleton lines={Math.min(line.counts.all, 8)} height={36} />
  if (query.error && !query.data)
    return <Failed what="The records cannot be shown" why={query.error.message} onRetry={() => void query.refetch()} />
  return (
    <>
      <Table
        label={`Records of ${line.about} ${line.what}`}
        rows={query.data ?? []}
        keyOf={(record) => record.id}
        columns={columnsOf(policyId)}
      />
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
