// Where the people live whose data it is, where one is established, and how many people there are.
import { useId, useState } from 'react'
import type { GivenAnswers, WrittenAnswers } from '../../../core/obligation/interviewAnswers.ts'
import { Button } from '../../kit/Button.tsx'
import { SelectField, TextField } from '../../kit/Field.tsx'
import styles from './Interview.module.css'
import { authorityChoices, placeChoices, spokenPlace } from './places.ts'

type Answered = Pick<WrittenAnswers, 'places' | 'people' | 'everyone' | 'authority'>
type PlacesProps = { answers: Answered; onChange: (given: GivenAnswers) => void }

/** Empty, or what is no whole number: not known. */
function countOf(value: string): number | null {
  const count = Number(value)
  return value.trim() !== '' && Number.isInteger(count) && count >= 0 ? count : null
}

function without(people: Readonly<Record<string, number>>, place: string): Record<string, number> {
  return Object.fromEntries(Object.entries(people).filter(([one]) => one !== place))
}

function Place({ code, answers, onChange }: PlacesProps & { code: string }) {
  const { places, people } = answers
  const name = spokenPlace(code)
  const isNot = places.is_not.includes(code)
  const count = (value: string) => {
    const next = countOf(value)
    onChange({ people: next === null ? without(people, code) : { ...people, [code]: next } })
  }
  const remove = () =>
    onChange({
      places: { ...places, is: places.is.filter((one) => one !== code), is_not: places.is_not.filter((one) => one !== code) },
      people: without(people, code),
    })
  return (
    <li>
      <span>{isNot ? `Nobody in ${name}` : name}</span>
      {!isNot && (
        <label className={styles.count}>
          <span className="said">How many people in {name}</span>
          <input
            type="number"
            inputMode="numeric"
            min={0}
            value={people[code] ?? ''}
            placeholder="not known"
            onChange={({ currentTarget }) => count(currentTarget.value)}
          />
          <span aria-hidden="true">people</span>
        </label>
      )}
      <Button small kind="quiet" onPress={remove} label={`Take away: ${name}`}>
        Take away
      </Button>
    </li>
  )
}

function AddPlace({ answers: { places }, onChange }: PlacesProps) {
  const [chosen, setChosen] = useState('')
  const known = [...places.is, ...places.is_not]
  const add = (list: 'is' | 'is_not') => {
    onChange({ places: { ...places, [list]: [...places[list], chosen] } })
    setChosen('')
  }
  const why = chosen === '' ? 'Choose a place first.' : null
  return (
    <div className={styles.add}>
      <SelectField
        label="Another place"
        value={chosen}
        onChange={setChosen}
        choices={[{ value: '', label: 'Choose' }, ...placeChoices(known)]}
      />
      <div className="row">
        <Button why={why} onPress={() => add('is')}>
          There are people
        </Button>
        <Button kind="quiet" why={why} onPress={() => add('is_not')}>
          Nobody there
        </Button>
      </div>
    </div>
  )
}

export function PlacesGroup({ answers, onChange }: PlacesProps) {
  const { places, everyone } = answers
  const id = useId()
  const listed = [...places.is, ...places.is_not]
  const said = listed.length === 0 ? 'not answered yet' : `${places.is.length} named${places.rest === 'is-not' ? ', nowhere else' : ''}`
  return (
    <details className={styles.group}>
      <summary>
        <b>Which countries and states, and how many people</b> <span className="dim">{said}</span>
      </summary>
      <div className={styles.questions}>
        <p>Where the people live whose data it is, and where you are established. A state counts for its country, too.</p>
        {listed.length > 0 && (
          <ul className={styles.places}>
            {listed.map((code) => (
              <Place key={code} code={code} answers={answers} onChange={onChange} />
            ))}
          </ul>
        )}
        <AddPlace answers={answers} onChange={onChange} />
        <div className={styles.question}>
          <p id={id}>Could there be people anywhere else?</p>
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and breaks the row */}
          <div role="group" aria-labelledby={id} className={styles.answers}>
            {(['is-not', 'unknown'] as const).map((rest) => (
              <button
                key={rest}
                type="button"
                aria-pressed={places.rest === rest}
                onClick={() => onChange({ places: { ...places, rest } })}
              >
                {rest === 'is-not' ? 'No, these are all' : 'Not known yet'}
              </button>
            ))}
          </div>
        </div>
        <TextField
          label="How many people altogether"
          hint="Left empty: not known yet."
          type="number"
          min={0}
          value={everyone === null ? '' : String(everyone)}
          onChange={(value) => onChange({ everyone: countOf(value) })}
        />
        <SelectField
          label="Whose authority is told, in the EU or EEA"
          hint="Only for the later date that some may use: it skips the public holidays of that country."
          value={answers.authority ?? ''}
          onChange={(value) => onChange({ authority: value === '' ? null : value })}
          choices={[{ value: '', label: 'Not known yet, or none' }, ...authorityChoices()]}
        />
      </div>
    </details>
  )
}
