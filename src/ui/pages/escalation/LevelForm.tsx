// One level of an escalation path: whom, who stands in, by which means, where it is talked about, and how long to wait.
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { Button } from '../../kit/Button.tsx'
import { SelectField, TextField } from '../../kit/Field.tsx'
import styles from './Escalation.module.css'
import type { Person, Rotation } from './escalationShape.ts'
import type { LevelDraft } from './pathDraft.ts'

type LevelProps = {
  number: number
  of: number
  level: LevelDraft
  people: readonly Person[]
  rotations: readonly Rotation[]
  onChange: (level: LevelDraft) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

function targets(people: readonly Person[], rotations: readonly Rotation[], empty: string, chosen: string) {
  const known = [
    ...rotations.map(({ id, name }) => ({ value: `rotation ${id}`, label: `${name} (rotation)` })),
    ...people.filter(({ active }) => active).map(({ id, name }) => ({ value: `person ${id}`, label: name })),
  ]
  const gone = people.find(({ id }) => chosen === `person ${id}`)
  const lost =
    chosen !== '' && !known.some(({ value }) => value === chosen) ? [{ value: chosen, label: `${gone?.name ?? 'somebody'} (left)` }] : []
  return [{ value: '', label: empty }, ...lost, ...known]
}

export function LevelForm({ number, of, level, people, rotations, onChange, onMove, onRemove }: LevelProps) {
  const set = (name: keyof LevelDraft) => (value: string) => onChange({ ...level, [name]: value })
  return (
    <fieldset className={styles.level}>
      <legend className="said">Level {number}</legend>
      <div className={styles.levelHead}>
        <b aria-hidden="true">Level {number}</b>
        <span className={styles.moves}>
          <Button
            small
            kind="quiet"
            icon={IconArrowUp}
            label={`Move level ${number} up`}
            why={number === 1 ? 'First already.' : null}
            onPress={() => onMove(-1)}
          />
          <Button
            small
            kind="quiet"
            icon={IconArrowDown}
            label={`Move level ${number} down`}
            why={number === of ? 'Last already.' : null}
            onPress={() => onMove(1)}
          />
          <Button small kind="quiet" icon={IconX} label={`Take level ${number} out`} onPress={onRemove} />
        </span>
      </div>
      <div className={styles.pair}>
        <SelectField
          label="Whom"
          value={level.target}
          onChange={set('target')}
          choices={targets(people, rotations, 'Choose', level.target)}
        />
        <SelectField
          label="Backup"
          value={level.backup}
          onChange={set('backup')}
          choices={targets(people, rotations, 'nobody stands in', level.backup)}
        />
        <TextField label="By" hint="pagerduty, phone, email, …" value={level.mechanism} onChange={set('mechanism')} maxLength={60} />
        <TextField
          label="What that calls it"
          hint="Its paging policy or service"
          value={level.pagingPolicy}
          onChange={set('pagingPolicy')}
          maxLength={200}
        />
        <TextField label="Telephone" hint="+41 44 123 45 67" value={level.telephone} onChange={set('telephone')} maxLength={40} />
        <TextField label="Channel" hint="#incident-security" value={level.channel} onChange={set('channel')} maxLength={120} />
        <TextField label="Chat" hint="An https address to tap" type="url" value={level.chat} onChange={set('chat')} maxLength={500} />
        <TextField
          label="Next level after"
          hint="Minutes; empty: not by itself"
          type="number"
          min={1}
          value={level.wait}
          onChange={set('wait')}
        />
      </div>
    </fieldset>
  )
}
