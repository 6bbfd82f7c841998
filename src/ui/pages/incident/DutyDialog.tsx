// Deciding whether a duty to tell is taken on: yes, no with a reason, or counsel first.
import { useState } from 'react'
import type { z } from 'zod'
import { type Obligation as ObligationShape, obligationApi } from '../../../contract/obligation.ts'
import type { ObligationAnswer } from '../../../core/obligation/decideObligation.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField } from '../../kit/Field.tsx'
import styles from './IncidentDialogs.module.css'
import type { Work } from './useIncident.ts'

export type Duty = z.output<typeof ObligationShape>

export function DutyDialog({ work, duty, onClose }: { work: Work; duty: Duty; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const given = reason.trim()
  const decide = (answer: ObligationAnswer, word: string) => {
    work.act(obligationApi.decide, {
      does: 'duty',
      on: duty.rule,
      says: `${duty.title}: ${word}`,
      params: work.params,
      body: { rule: duty.rule, answer, ...(given ? { reason: given } : {}) },
    })
    onClose()
  }
  const again = duty.decision !== null && given === '' ? 'It was decided before: say why it is decided differently now.' : null
  return (
    <Dialog open onClose={onClose} title={duty.title} wide>
      <div className={styles.choices}>
        <p>{duty.why}</p>
        {duty.unknown.map((sentence) => (
          <p key={sentence} className="dim">
            {sentence}
          </p>
        ))}
        {duty.to_judge && (
          <p>
            <b>To judge:</b> {duty.to_judge}
          </p>
        )}
        <AreaField label="Reason" value={reason} onChange={setReason} rows={2} />
        <div className="row">
          <Button kind="primary" why={again} onPress={() => decide('accept', 'taken on')}>
            Take it on
          </Button>
          <Button why={again ?? (given === '' ? 'Not to tell takes a reason.' : null)} onPress={() => decide('decline', 'declined')}>
            Decline
          </Button>
          <Button
            why={again ?? (given === '' ? 'Say who is asked, and what.' : null)}
            onPress={() => decide('ask-counsel', 'counsel first')}
          >
            Ask counsel first
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
