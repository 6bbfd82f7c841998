// Who takes turns, in which order: moved up and down, added and taken out.
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { Button } from '../../kit/Button.tsx'
import { SelectField } from '../../kit/Field.tsx'
import styles from './Escalation.module.css'
import type { Person } from './escalationShape.ts'
import { moved } from './rotationDraft.ts'

type OrderProps = { people: readonly Person[]; chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }

export function PeopleInOrder({ people, chosen, onChange }: OrderProps) {
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? 'somebody who left'
  const left = (id: string) => people.find((person) => person.id === id)?.active !== true
  const others = people.filter(({ id, active }) => active && !chosen.includes(id))
  return (
    <fieldset className={styles.people}>
      <legend>People, in the order of their turns</legend>
      <ol aria-label="Turns">
        {chosen.map((id, at) => (
          <li key={id}>
            <span>
              {at + 1}. <b>{nameOf(id)}</b>
              {left(id) && <span className="late"> has no access any more</span>}
            </span>
            <span className={styles.moves}>
              <Button
                small
                kind="quiet"
                icon={IconArrowUp}
                label={`Move ${nameOf(id)} up`}
                why={at === 0 ? 'First already.' : null}
                onPress={() => onChange(moved(chosen, at, -1))}
              />
              <Button
                small
                kind="quiet"
                icon={IconArrowDown}
                label={`Move ${nameOf(id)} down`}
                why={at === chosen.length - 1 ? 'Last already.' : null}
                onPress={() => onChange(moved(chosen, at, 1))}
              />
              <Button
                small
                kind="quiet"
                icon={IconX}
                label={`Take ${nameOf(id)} out`}
                onPress={() => onChange(chosen.filter((one) => one !== id))}
              />
            </span>
          </li>
        ))}
      </ol>
      {chosen.length === 0 && <p className="dim">Nobody yet.</p>}
      <SelectField
        label="Add somebody"
        quiet
        value=""
        onChange={(id) => id !== '' && onChange([...chosen, id])}
        choices={[
          { value: '', label: others.length === 0 ? 'Everybody with access takes turns' : 'Add somebody' },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </fieldset>
  )
}
