// The gaps, newest first, and explaining them.
import { useState } from 'react'
import { coverageApi } from '../../../contract/coverage.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { Time } from '../../kit/Time.tsx'
import { durationText } from '../../kit/timeText.ts'
import { toast } from '../../kit/toast.tsx'

type Gap = ReplyOf<typeof coverageApi.gaps>['items'][number]
type Which = 'all' | 'unexplained' | 'open'

const shownMost = 200

function Explanation({ gap, onExplain, why }: { gap: Gap; onExplain: () => void; why: string | null }) {
  if (gap.explanation) {
    return (
      <span>
        {gap.explanation}{' '}
        <span className="dim">
          {gap.explained_by?.name}
          {gap.explained_at && (
            <>
              , <Time at={gap.explained_at} />
            </>
          )}
        </span>
      </span>
    )
  }
  return (
    <span className="row">
      <StatusMark status="exception">unexplained</StatusMark>
      <Button small why={why} onPress={onExplain} label={`Explain the gap of ${gap.source.name}`}>
        Explain
      </Button>
    </span>
  )
}

function ExplainForm({ gap, onClose }: { gap: Gap; onClose: () => void }) {
  const [words, setWords] = useState('')
  const explain = useSend(coverageApi.explain, ['coverage', 'sources'])
  const submit = async () => {
    if (!(await explain.send({ params: { gapId: gap.id }, body: { explanation: words } }))) return
    toast('Explained. The gap stays on record with it.')
    onClose()
  }
  return (
    <Form onSubmit={() => void submit()} label="Explain the gap">
      <p>
        {gap.source.name} was silent for {durationText(gap.seconds * 1000)}, from <Time at={gap.started_at} exact />
        {gap.ended_at ? (
          <>
            {' '}
            to <Time at={gap.ended_at} exact />.
          </>
        ) : (
          '; it is silent still.'
        )}
      </p>
      <Refused problem={explain.problem} />
      <AreaField
        label="Why it was silent"
        hint="What happened, how you know, and what watched in its stead. It cannot be changed afterwards."
        value={words}
        onChange={setWords}
        rows={4}
        required
        autoFocus
      />
      <div className="row">
        <Button type="submit" kind="primary" busy={explain.sending} why={words.trim().length < 3 ? 'Write the explanation first.' : null}>
          Record the explanation
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Form>
  )
}

export function Gaps() {
  const [which, setWhich] = useState<Which>('all')
  const [explaining, setExplaining] = useState<Gap | null>(null)
  const gaps = useCall(coverageApi.gaps, { query: { state: which, limit: shownMost } }, { keep: true })
  const why = useWhyNot('coverage:explain')
  const rows = gaps.data?.items ?? []
  return (
    <>
      <div className="row screen-only">
        <Switcher
          label="Which gaps"
          value={which}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'unexplained', label: 'Unexplained' },
            { value: 'open', label: 'Open' },
          ]}
          onChange={setWhich}
        />
      </div>
      {gaps.isPending && <Skeleton lines={3} height={40} />}
      {gaps.error && !gaps.data && <Failed what="The gaps cannot be shown" why={gaps.error.message} onRetry={() => void gaps.refetch()} />}
      {gaps.data && rows.length === 0 && (
        <Empty title={which === 'all' ? 'No gap on record' : which === 'open' ? 'No source is silent now' : 'Every gap is explained'}>
          <p>A source with a heartbeat interval that falls silent for longer is listed here by itself.</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label="Gaps"
          rows={rows}
          keyOf={(gap) => gap.id}
          columns={[
            { word: 'Source', bare: true, cell: (gap) => <strong>{gap.source.name}</strong>, wrap: false },
            { word: 'From', cell: (gap) => <Time at={gap.started_at} /> },
            { word: 'To', cell: (gap) => (gap.ended_at ? <Time at={gap.ended_at} /> : <span className="late">silent now</span>) },
            { word: 'Length', number: true, cell: (gap) => <span className="nowrap">{durationText(gap.seconds * 1000)}</span> },
            { word: 'Explanation', grow: true, cell: (gap) => <Explanation gap={gap} why={why} onExplain={() => setExplaining(gap)} /> },
          ]}
        />
      )}
      {gaps.data?.next_cursor && <p className="dim">The latest {shownMost}. The rest is in the API and in audit packages.</p>}
      <Dialog open={explaining !== null} onClose={() => setExplaining(null)} title="Explain a gap">
        {explaining && <ExplainForm gap={explaining} onClose={() => setExplaining(null)} />}
      </Dialog>
    </>
  )
}
