// Who stands in for whom: a person from an instant to another, over whoever's turn it is.
import { IconX } from '@tabler/icons-react'
import { Button } from '../../kit/Button.tsx'
import { SelectField } from '../../kit/Field.tsx'
import styles from './Escalation.module.css'
import type { Person } from './escalationShape.ts'
import type { StandInDraft } from './rotationDraft.ts'

type StandInsProps = { people: readonly Person[]; standIns: readonly StandInDraft[]; onChange: (standIns: readonly StandInDraft[]) => void }

export function StandIns({ people, standIns, onChange }: StandInsProps) {
  const active = people.filter(({ active }) => active)
  const change = (at: number, to: Partial<StandInDraft>) => onChange(standIns.map((one, place) => (place === at ? { ...one, ...to } : one)))
  return (
    <fieldset className={styles.people}>
      <legend>Stand-ins</legend>
      <p className="dim">In your own time zone. Of two at once, the one listed last counts.</p>
      {standIns.map((standIn, at) => {
        const known = active.some(({ id }) => id === standIn.person)
        const gone = people.find(({ id }) => id === standIn.person)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stand-in has no name of its own but its place
          <div key={at} className={styles.standIn}>
            <SelectField
              label={`Stand-in ${at + 1}`}
              quiet
              value={standIn.person}
              onChange={(person) => change(at, { person })}
              choices={[
                { value: '', label: 'Who' },
                ...(standIn.person !== '' && !known ? [{ value: standIn.person, label: `${gone?.name ?? 'somebody'} (left)` }] : []),
                ...active.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <label className={styles.field}>
              <span>from</span>
              <input
                type="datetime-local"
                value={standIn.from}
                onChange={({ currentTarget }) => change(at, { from: currentTarget.value })}
              />
            </label>
            <label className={styles.field}>
              <span>until</span>
              <input type="datetime-local" value={standIn.to} onChange={({ currentTarget }) => change(at, { to: currentTarget.value })} />
            </label>
            <Button
              small
              kind="quiet"
              icon={IconX}
              label={`Take stand-in ${at + 1} out`}
              onPress={() => onChange(standIns.filter((_, place) => place !== at))}
            />
          </div>
        )
      })}
      <div className="row">
        <Button small onPress={() => onChange([...standIns, { person: '', from: '', to: '' }])}>
          Add a stand-in
        </Button>
      </div>
    </fieldset>
  )
}
