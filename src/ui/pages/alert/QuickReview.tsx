// "Not an incident" in one tap more: every common reason is a button that records it.
import { type Disposition, dispositionMeanings, dispositions } from '../../../core/alert/disposition.ts'
import { Button } from '../../kit/Button.tsx'
import styles from './ReviewDialog.module.css'

type QuickProps = {
  suggested: Disposition | null
  busy: boolean
  onRecord: (disposition: Disposition, reason: string) => void
  onFull: () => void
}

export function QuickReview({ suggested, busy, onRecord, onFull }: QuickProps) {
  const ordered = [...dispositions].sort((left, right) => Number(right === suggested) - Number(left === suggested))
  const shown = ordered.filter((one) => dispositionMeanings[one].notAnIncident && dispositionMeanings[one].commonReasons.length > 0)
  return (
    <div className={styles.quick}>
      <p className="dim">One tap records it under your name. A mistake is corrected by a new entry; the first stays visible.</p>
      {shown.map((disposition) => (
        <section key={disposition} aria-label={dispositionMeanings[disposition].label}>
          <h3 title={dispositionMeanings[disposition].definition}>
            {dispositionMeanings[disposition].label}
            {disposition === suggested && <span className="dim"> – the source says so</span>}
          </h3>
          {dispositionMeanings[disposition].commonReasons.map((reason) => (
            <button
              key={reason}
              type="button"
              className={styles.reason}
              aria-disabled={busy || undefined}
              onClick={() => !busy && onRecord(disposition, reason)}
            >
              {reason}
            </button>
          ))}
        </section>
      ))}
      <Button onPress={onFull}>Another disposition or reason</Button>
    </div>
  )
}
