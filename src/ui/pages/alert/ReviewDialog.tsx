// Recording what alerts turned out to be: in one tap with a common reason, or in full; for one or for thousands; or a correction.
import { useEffect, useState } from 'react'
import type { Disposition } from '../../../core/alert/disposition.ts'
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import { askAgain } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog, readyDialogs } from '../../kit/Dialog.tsx'
import { DialogWindow } from '../../kit/DialogWindow.tsx'
import { Progress } from '../../kit/Empty.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { toast } from '../../kit/toast.tsx'
import { QuickReview } from './QuickReview.tsx'
import styles from './ReviewDialog.module.css'
import { ReviewForm } from './ReviewForm.tsx'
import { type Recording, recordReviews } from './recordReviews.ts'
import type { ReviewRequest } from './reviewRequest.ts'

readyDialogs(DialogWindow)

type DialogProps = {
  request: ReviewRequest | null
  onClose: () => void
  onRecorded: (ids: readonly string[], disposition: Disposition) => void
  onAgain: (request: ReviewRequest) => void
}

function titleOf(request: ReviewRequest, mode: ReviewRequest['mode']): string {
  const many = request.ids.length > 1 ? `${request.ids.length.toLocaleString('en')} alerts` : ''
  if (request.correct) return many ? `Correct the reviews of ${many}` : 'Correct the review'
  if (mode === 'quick') return 'Not an incident, because'
  if (request.disposition === 'incident') return 'Record a real incident'
  return many ? `Record what ${many} turned out to be` : 'Record what it turned out to be'
}

function said(count: number, disposition: Disposition, correct: boolean): string {
  const what = dispositionMeanings[disposition].label.toLowerCase()
  const alerts = count === 1 ? 'Recorded' : `${count.toLocaleString('en')} recorded`
  return `${alerts} as ${what}${correct ? ', as a correction' : ''}.`
}

function useRecording({ request, onClose, onRecorded, onAgain }: DialogProps) {
  const [done, setDone] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Recording | null>(null)
  useEffect(() => {
    if (request) setOutcome(null)
  }, [request])
  const record = async (disposition: Disposition, reason: string) => {
    if (!request || done !== null) return
    setDone(0)
    const result = await recordReviews({ ids: request.ids, disposition, reason, correct: request.correct }, setDone)
    setDone(null)
    askAgain(['alerts', 'sources', 'coverage'])
    if (result.recorded.length > 0) {
      onRecorded(result.recorded, disposition)
      const correct = { label: 'Correct it', onPress: () => onAgain({ ids: result.recorded, mode: 'full', correct: true }) }
      toast(said(result.recorded.length, disposition, request.correct), correct)
    }
    if (result.problem || result.refused.length > 0) setOutcome(result)
    else onClose()
  }
  return { done, outcome, record }
}

export function ReviewDialog(props: DialogProps) {
  const { request, onClose } = props
  const [fullFor, setFullFor] = useState<ReviewRequest | null>(null)
  const { done, outcome, record } = useRecording(props)
  if (!request) return null
  const mode = fullFor === request ? 'full' : request.mode
  return (
    <Dialog open onClose={onClose} title={titleOf(request, mode)} wide={mode === 'full'}>
      {outcome ? (
        <Outcome outcome={outcome} onClose={onClose} />
      ) : done !== null && request.ids.length > 1 ? (
        <Progress done={done} total={request.ids.length} saying="Recording" />
      ) : mode === 'quick' ? (
        <QuickReview
          suggested={request.suggested ?? null}
          busy={done !== null}
          onRecord={(...given) => void record(...given)}
          onFull={() => setFullFor(request)}
        />
      ) : (
        <ReviewForm request={request} busy={done !== null} onRecord={(...given) => void record(...given)} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Outcome({ outcome, onClose }: { outcome: Recording; onClose: () => void }) {
  const reasons = [...new Set(outcome.refused.map((one) => one.message))].slice(0, 5)
  const left = outcome.refused.length
  return (
    <div className={styles.outcome}>
      {outcome.problem && (
        <Notice kind="late" title="Not everything was recorded" alert>
          {outcome.recorded.length > 0 && `${outcome.recorded.length.toLocaleString('en')} were recorded. `}
          {outcome.problem.message}
        </Notice>
      )}
      {left > 0 && (
        <Notice title={`${left.toLocaleString('en')} left as ${left === 1 ? 'it was' : 'they were'}`}>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="row">
        <Button kind="primary" onPress={onClose}>
          Close
        </Button>
      </div>
    </div>
  )
}
