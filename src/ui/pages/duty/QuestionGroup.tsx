// A group of questions of the interview: yes, no, or not known yet, each a tap; and “no to all the rest” where nothing else comes into question.
import { useId } from 'react'
import type { Answer } from '../../../core/obligation/interview.ts'
import type { WrittenChoice } from '../../../core/obligation/interviewAnswers.ts'
import { Button } from '../../kit/Button.tsx'
import { answerIn, openQuestions, withAnswer } from './answersDraft.ts'
import styles from './Interview.module.css'

const words: Record<Answer, string> = { yes: 'Yes', no: 'No', unknown: 'Not known yet' }
const inOrder = ['yes', 'no', 'unknown'] as const

function Tristate({ label, answer, onAnswer }: { label: string; answer: Answer; onAnswer: (answer: Answer) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and breaks the row
    <div role="group" aria-labelledby={label} className={styles.answers}>
      {inOrder.map((one) => (
        <button key={one} type="button" aria-pressed={answer === one} onClick={() => onAnswer(one)}>
          {words[one]}
        </button>
      ))}
    </div>
  )
}

function Question({ ask, answer, onAnswer }: { ask: string; answer: Answer; onAnswer: (answer: Answer) => void }) {
  const id = useId()
  return (
    <div className={styles.question}>
      <p id={id}>{ask}</p>
      <Tristate label={id} answer={answer} onAnswer={onAnswer} />
    </div>
  )
}

type GroupProps<Name extends string> = {
  title: string
  questions: Readonly<Record<Name, string>>
  choice: WrittenChoice<Name>
  onChange: (choice: WrittenChoice<Name>) => void
}

function summaryOf<Name extends string>(choice: WrittenChoice<Name>, all: readonly Name[]): string {
  const open = openQuestions(choice, all)
  const yes = choice.is.length
  const said = yes === 0 ? '' : `${yes} yes, `
  return open === 0 ? `${said}all answered` : open === all.length ? 'not answered yet' : `${said}${open} not known yet`
}

export function QuestionGroup<Name extends string>({ title, questions, choice, onChange }: GroupProps<Name>) {
  const all = Object.keys(questions) as Name[]
  const open = openQuestions(choice, all)
  return (
    <details className={styles.group}>
      <summary>
        <b>{title}</b> <span className="dim">{summaryOf(choice, all)}</span>
      </summary>
      <div className={styles.questions}>
        {all.map((name) => (
          <Question
            key={name}
            ask={questions[name]}
            answer={answerIn(choice, name)}
            onAnswer={(answer) => onChange(withAnswer(choice, name, answer, all))}
          />
        ))}
        {open > 0 && (
          <div className="row">
            <Button small onPress={() => onChange({ ...choice, rest: 'is-not' })}>
              {open === all.length ? 'No to all of them' : open === 1 ? 'No to the other one' : `No to the other ${open}`}
            </Button>
          </div>
        )}
      </div>
    </details>
  )
}
