// Why a step is skipped, or what was missing where somebody is stuck: a tap for the common reasons, words for the others.
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import styles from './IncidentDialogs.module.css'
import type { PlacedStep } from './useRun.ts'

export type MarkReason = 'skipped' | 'stuck'

const reasons: Record<MarkReason, readonly string[]> = {
  skipped: ['Does not apply to this incident.', 'Done already, before the run began.', 'Would destroy evidence that is not taken yet.'],
  stuck: [
    'I do not have the access it needs.',
    'The command fails.',
    'I do not understand what it asks for.',
    'Whoever must decide does not answer.',
  ],
}

const titles: Record<MarkReason, string> = { skipped: 'Skip it, because', stuck: 'Stuck: what is missing?' }

type MarkProps = { asks: MarkReason; step: PlacedStep; onClose: () => void; onMark: (reason: string) => void }

export function MarkDialog({ asks, step, onClose, onMark }: MarkProps) {
  const [reason, setReason] = useState('')
  const own = reason.trim()
  return (
    <Dialog open onClose={onClose} title={titles[asks]}>
      <div className={styles.choices}>
        <p className="dim">Step {step.position}</p>
        <section aria-label="Common reasons">
          {reasons[asks].map((common) => (
            <button key={common} type="button" className={styles.choice} onClick={() => onMark(common)}>
              {common}
            </button>
          ))}
        </section>
        <Form label="In your own words" onSubmit={() => own && onMark(own)}>
          <AreaField label="In your own words" value={reason} onChange={setReason} rows={2} />
          <Button type="submit" why={own ? null : 'Write the reason, or tap one above.'}>
            {asks === 'skipped' ? 'Skip the step' : 'Mark it stuck'}
          </Button>
        </Form>
      </div>
    </Dialog>
  )
}
