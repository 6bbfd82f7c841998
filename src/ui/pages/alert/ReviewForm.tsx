// A disposition with its definition, and a reason in the person's own words.
import { useEffect, useRef, useState } from 'react'
import { type Disposition, dispositionMeanings, dispositions } from '../../../core/alert/disposition.ts'
import { Button } from '../../kit/Button.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import styles from './ReviewDialog.module.css'
import type { ReviewRequest } from './reviewRequest.ts'

type FormProps = {
  request: ReviewRequest
  busy: boolean
  onRecord: (disposition: Disposition, reason: string) => void
  onClose: () => void
}

const shortest = 3

function whyNot(disposition: Disposition | null, reason: string): string | null {
  if (!disposition) return 'Choose what it turned out to be.'
  if (reason.trim().length < shortest) return 'Write the reason, at least three characters.'
  return null
}

function Choices({ chosen, onChoose }: { chosen: Disposition | null; onChoose: (disposition: Disposition) => void }) {
  return (
    <fieldset className={styles.choices}>
      <legend>It turned out to be</legend>
      {dispositions.map((disposition, at) => (
        <label key={disposition} className={styles.choice}>
          <input
            type="radio"
            name="disposition"
            checked={chosen === disposition}
            onChange={() => onChoose(disposition)}
            {...(at === 0 ? { 'data-autofocus': true } : {})}
          />
          <span>
            <strong>{dispositionMeanings[disposition].label}</strong>{' '}
            <span className={styles.numberKey} aria-hidden="true">
              {at + 1}
            </span>
            <span className={styles.definition}>{dispositionMeanings[disposition].definition}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

export function ReviewForm({ request, busy, onRecord, onClose }: FormProps) {
  const [disposition, setDisposition] = useState<Disposition | null>(request.disposition ?? request.suggested ?? null)
  const [reason, setReason] = useState('')
  const form = useRef<HTMLDivElement>(null)
  const why = whyNot(disposition, reason)
  const submit = () => {
    if (disposition && why === null) onRecord(disposition, reason.trim())
  }
  // Numbers choose a disposition and go on to the reason; Ctrl or Cmd with Enter records.
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return
      const numbered = dispositions[Number(event.key) - 1]
      if (numbered) {
        event.preventDefault()
        setDisposition(numbered)
      }
      // Whoever types words means the reason, wherever the focus is.
      if (numbered || /^\p{L}$/u.test(event.key)) form.current?.querySelector('textarea')?.focus()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  const common = disposition ? dispositionMeanings[disposition].commonReasons : []
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the shortcut only repeats what the button below does
    <div
      ref={form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
      }}
    >
      <Form onSubmit={submit} label="Review">
        {request.correct && (
          <p className="dim">A correction is a new entry that names the review it corrects. The first review stays visible.</p>
        )}
        <Choices chosen={disposition} onChoose={setDisposition} />
        <div className={styles.reasons}>
          <AreaField
            label={request.ids.length > 1 ? 'Reason, the same for all' : 'Reason'}
            hint="What you looked at and what you found."
            value={reason}
            onChange={setReason}
            required
          />
          {common.map((words) => (
            <button key={words} type="button" className={styles.fill} onClick={() => setReason(words)}>
              {words}
            </button>
          ))}
        </div>
        <div className={styles.foot}>
          <Button type="submit" kind="primary" why={why} busy={busy} shortcut="Ctrl Enter">
            {request.correct
              ? 'Record the correction'
              : request.ids.length > 1
                ? `Record for ${request.ids.length.toLocaleString('en')}`
                : 'Record'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </div>
  )
}
