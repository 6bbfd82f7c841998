// One fact of the policy: its question, and answers to tap.
import { useId } from 'react'
import type { Incident } from './incidentShape.ts'
import styles from './SeverityQuestions.module.css'

type Fact = NonNullable<Incident['severity_detail']>['facts'][number]
type FactProps = { fact: Fact; answer: string | number | null; onAnswer: (value: string | number | null) => void }

const percents = [0, 1, 10, 50, 100]
const unknown = 'unknown'

const spoken = (answer: string) => answer.replaceAll('-', ' ').replaceAll('_', ' ')

function Choice({ words, pressed, onPress }: { words: string; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className={styles.choice} aria-pressed={pressed} onClick={onPress}>
      <span aria-hidden="true">{pressed ? '● ' : '○ '}</span>
      {words}
    </button>
  )
}

/** What is typed stands beside the common shares; an empty field is: not known. */
function NumberAnswer({ fact, answer, onAnswer, id }: FactProps & { id: string }) {
  return (
    <label className={styles.number}>
      <span className="said">{fact.ask}</span>
      <input
        type="number"
        inputMode="decimal"
        min={0}
        max={fact.unit === 'percent' ? 100 : undefined}
        value={answer === null || answer === unknown ? '' : String(answer)}
        aria-describedby={id}
        placeholder="other"
        onChange={({ currentTarget: { value, valueAsNumber } }) => onAnswer(value === '' ? null : valueAsNumber)}
      />
      {fact.unit === 'percent' && <span aria-hidden="true">%</span>}
    </label>
  )
}

export function FactQuestion(props: FactProps) {
  const { fact, answer, onAnswer } = props
  const id = useId()
  const choices: { value: string | number; words: string }[] =
    fact.answers?.filter((one) => one !== unknown).map((one) => ({ value: one, words: spoken(one) })) ??
    (fact.unit === 'percent' ? percents.map((share) => ({ value: share, words: `${share} %` })) : [])
  const isUnknown = answer === null || answer === unknown
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and breaks the row
    <div role="group" aria-labelledby={id} className={styles.fact}>
      <p id={id}>{fact.ask}</p>
      <div className={styles.answers}>
        {choices.map(({ value, words }) => (
          <Choice key={words} words={words} pressed={answer === value} onPress={() => onAnswer(value)} />
        ))}
        {fact.answers === null && <NumberAnswer {...props} id={id} />}
        <Choice words="not known" pressed={isUnknown} onPress={() => onAnswer(fact.answers === null ? null : unknown)} />
      </div>
    </div>
  )
}
