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
import { Time } from '../../kit/Time.tsx'
import type { KeptLine, KeptRecord } from './documentShape.ts'
import styles from './Kept.module.css'
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

/** Where each is counted from, due and done: only what there is. */
function Times({ record: { counted_from: from, due_at: due, done_at: done, is_redacted: isRedacted } }: { record: KeptRecord }) {
  if (isRedacted) return null
  const times = [
    ['from', from],
    ['due', due],
    ['done', done],
  ] as const
  return (
    <p className={styles.times}>
      {times.map(
        ([word, at]) =>
          at !== null && (
            <span key={word}>
              {word} <Time at={at} />
            </span>
          ),
      )}
    </p>
  )
}

function Record({ policyId, record }: { policyId: string; record: KeptRecord }) {
  return (
    <li className={styles.record}>
      <p>
        <RecordLink policyId={policyId} record={record} /> <span className="dim">{recordTitle(record)}</span>
      </p>
      <StatusMark status={outcomeWords[record.outcome].status} late={record.outcome === 'broken'}>
        {outcomeText(record)}
      </StatusMark>
      <Times record={record} />
      {record.why !== null && <p className={styles.says}>{record.why}</p>}
    </li>
  )
}

export function KeptRecords({ policyId, line, days }: { policyId: string; line: KeptLine; days: { from: string; to: string } }) {
  const query = useRecords(policyId, line, days)
  if (query.isPending) return <Skeleton lines={Math.min(line.counts.all, 8)} height={36} />
  if (query.error && !query.data)
    return <Failed what="The records cannot be shown" why={query.error.message} onRetry={() => void query.refetch()} />
  return (
    <>
      <ul className={styles.list} aria-label={`Records of ${line.about} ${line.what} ${line.value}`}>
        {query.data?.map((record) => (
          <Record key={record.id} policyId={policyId} record={record} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          Show more
        </Button>
      )}
    </>
  )
}
