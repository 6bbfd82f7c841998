// Which tool of a kind does the company use? One of those that are known, or something else.
import styles from './Setup.module.css'

type ToolChoiceProps = {
  ask: string
  name: string
  tools: readonly { id: string; name: string }[]
  /** Undefined: not answered yet; empty: something else. */
  chosen: string | undefined
  onChoose: (id: string) => void
}

export function ToolChoice({ ask, name, tools, chosen, onChoose }: ToolChoiceProps) {
  const choices = [
    ...tools.map((tool) => ({ id: tool.id, words: tool.name, hint: '' })),
    { id: '', words: 'Something else, or none', hint: 'Its places stay open for you' },
  ]
  return (
    <fieldset className={styles.choice}>
      <legend>{ask}</legend>
      <div className={styles.cards}>
        {choices.map(({ id, words, hint }) => (
          <label key={id} className={styles.card}>
            <input type="radio" name={name} value={id} checked={chosen === id} onChange={() => onChoose(id)} />
            <span>
              {words}
              {hint !== '' && <small className="dim">{hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
