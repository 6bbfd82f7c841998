// Deciding a duty with a reason: not to tell, counsel first, or another mind than before. By name, and the earlier decision stays.
import { useState } from 'react'
import { obligationApi } from '../../../contract/obligation.ts'
import type { ObligationAnswer } from '../../../core/obligation/decideObligation.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { Duty } from './dutyShape.ts'
import { decidedWords, dutyName } from './dutyWords.ts'
import { whyNoReason } from './whyNoReason.ts'

export type Deciding = { duty: Duty; answer: ObligationAnswer }

const verbs: Record<ObligationAnswer, { title: string; button: string; hint: string }> = {
  accept: { title: 'Take it on after all', button: 'Take it on', hint: 'What is different from when it was decided before.' },
  decline: {
    title: 'Not to tell',
    button: 'Sign that it is not told',
    hint: 'Why nobody has to be told, so that somebody who was not there can follow it.',
  },
  'ask-counsel': { title: 'Ask counsel first', button: 'Counsel is asked', hint: 'Who is asked, and what.' },
}

export function recordDecision(work: Work, duty: Duty, answer: ObligationAnswer, reason: string): void {
  work.act(obligationApi.decide, {
    does: 'duty',
    on: duty.rule,
    says: `${dutyName(duty)}: ${decidedWords[answer]}`,
    params: work.params,
    body: { rule: duty.rule, answer, ...(reason ? { reason } : {}) },
  })
}

export function DecideDialog({ work, deciding: { duty, answer }, onClose }: { work: Work; deciding: Deciding; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const { title, button, hint } = verbs[answer]
  const why = whyNoReason(reason)
  const record = () => {
    if (why !== null) return
    recordDecision(work, duty, answer, reason.trim())
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={`${title}: ${dutyName(duty)}`}>
      <Form label={title} onSubmit={record}>
        {answer === 'decline' && (
          <p>It goes on record under your name, like the decision to tell. It can be decided differently later; both decisions stay.</p>
        )}
        <AreaField label="Reason" hint={hint} value={reason} onChange={setReason} autoFocus />
        <div className="row">
          <Button type="submit" kind="primary" why={why}>
            {button}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
