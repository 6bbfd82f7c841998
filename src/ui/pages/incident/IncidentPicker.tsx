// Choosing one open incident: by its number or by words of its title.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { useCall } from '../../api/useCall.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { TextField } from '../../kit/Field.tsx'
import { useLater } from '../../kit/useLater.ts'
import styles from './Combine.module.css'
import type { IncidentLine } from './incidentShape.ts'
import { stateWords } from './incidentWords.ts'
import { SeverityWord } from './SeverityWord.tsx'

type PickerProps = {
  label: string
  chosen: IncidentLine | null
  onChoose: (incident: IncidentLine) => void
  /** Not offered: for instance the one that is merged. */
  but?: string
  /** Why one of those shown cannot be chosen; null: it can. */
  whyNot?: (incident: IncidentLine) => string | null
}

const typingPause = 250

export function IncidentPicker({ label, chosen, onChoose, but, whyNot = () => null }: PickerProps) {
  const [words, setWords] = useState('')
  const q = useLater(words.trim(), typingPause)
  const found = useCall(incidentApi.list, { query: { state: 'open', limit: 20, ...(q ? { q } : {}) } }, { keep: true })
  const shown = (found.data?.items ?? []).filter(({ id, is_redacted }) => id !== but && !is_redacted)
  return (
    <div className={styles.picker}>
      <TextField label={label} hint="Part of its title, or its number" type="search" value={words} onChange={setWords} autoFocus />
      {found.isPending && <Skeleton lines={4} />}
      {found.error && !found.data && (
        <Failed what="The incidents cannot be shown" why={found.error.message} onRetry={() => void found.refetch()} />
      )}
      {found.data && shown.length === 0 && <p className="dim">{q ? 'No open incident matches.' : 'There is no other open incident.'}</p>}
      <fieldset className={styles.found}>
        <legend className="said">{label}</legend>
        {shown.map((incident) => {
          const why = whyNot(incident)
          return (
            <label key={incident.id} className={styles.one}>
              <input
                type="radio"
                name="incident"
                checked={chosen?.id === incident.id}
                disabled={why !== null}
                onChange={() => onChoose(incident)}
              />
              <span>
                <span className="mono">{incident.number}</span> <b>{incident.title}</b>
                <small>
                  {stateWords[incident.state]}, <SeverityWord level={incident.severity} certainty={incident.severity_certainty} />
                  {incident.is_exercise && ', exercise'}
                  {incident.is_private && ', private'}
                  {why && <span className={styles.why}>{why}</span>}
                </small>
              </span>
            </label>
          )
        })}
      </fieldset>
    </div>
  )
}
