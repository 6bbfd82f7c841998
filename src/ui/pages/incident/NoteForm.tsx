// A line into the thread: what was seen, decided or done, with the time it was written.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import styles from './NoteForm.module.css'
import type { Work } from './useIncident.ts'

export function NoteForm({ work }: { work: Work }) {
  const [text, setText] = useState('')
  const why = useWhyNot('incident:work')
  const write = () => {
    if (text.trim() === '' || why !== null) return
    work.act(incidentApi.note, { does: 'note', says: `Note: ${text.trim()}`, params: work.params, body: { text: text.trim() } })
    setText('')
  }
  return (
    <form
      className={`${styles.form} screen-only`}
      aria-label="Write into the thread"
      onSubmit={(event) => {
        event.preventDefault()
        write()
      }}
    >
      <label htmlFor="note">What you saw, decided or did</label>
      <textarea
        id="note"
        rows={2}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) write()
        }}
      />
      <div className="row">
        <Button type="submit" why={why ?? (text.trim() === '' ? 'Write something first.' : null)}>
          Write into the thread
        </Button>
      </div>
    </form>
  )
}
