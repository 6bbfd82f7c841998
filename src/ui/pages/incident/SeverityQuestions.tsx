// The few facts that decide the severity, each answered with a tap; what is not known counts as possible, and is said so.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { Button } from '../../kit/Button.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import { FactQuestion } from './FactQuestion.tsx'
import type { Incident } from './incidentShape.ts'
import styles from './SeverityQuestions.module.css'
import { SeverityWord } from './SeverityWord.tsx'
import type { Work } from './useIncident.ts'

type Detail = NonNullable<Incident['severity_detail']>
export type Answers = Readonly<Record<string, string | number>>

function answersOf(detail: Detail): Answers {
  return Object.fromEntries(detail.facts.flatMap(({ name, answer }) => (answer === null ? [] : [[name, answer]])))
}

/** Those that decide most first; then what was answered already. */
function inOrder({ facts, ask }: Detail): Detail['facts'] {
  const rank = (name: string) => (ask.includes(name) ? ask.indexOf(name) : ask.length)
  return [...facts].sort((left, right) => rank(left.name) - rank(right.name))
}

function Standing({ detail, work }: { detail: Detail; work: Work }) {
  const criterion = detail.levels.find(({ level }) => level === detail.level)?.criterion
  return (
    <div>
      <p>
        <SeverityWord level={detail.level} certainty={detail.certainty} large />
      </p>
      {detail.because.length > 0 && <p>{detail.because.join('; ')}</p>}
      {detail.because.length === 0 && criterion && <p>{criterion}</p>}
      {detail.override_reason && (
        <p>
          Set by hand, the facts gave {detail.computed ?? 'no level'}: “{detail.override_reason}”
        </p>
      )}
      {detail.set_by && detail.set_at && (
        <p className="dim">
          Set by <Person who={detail.set_by} /> <Time at={detail.set_at} ago />
        </p>
      )}
      {work.incident.severity_certainty === 'at-least' && (
        <p className="dim">It may be worse: {detail.ask.length === 1 ? 'one question is' : `${detail.ask.length} questions are`} open.</p>
      )}
    </div>
  )
}

function Levels({ detail }: { detail: Detail }) {
  return (
    <details className={styles.levels}>
      <summary>When is it which?</summary>
      <dl>
        {detail.levels.map(({ level, criterion }) => (
          <div key={level}>
            <dt>{level}</dt>
            <dd>{criterion ?? 'none of the others'}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

export function SeverityQuestions({ work }: { work: Work }) {
  const detail = work.incident.severity_detail
  const [given, setGiven] = useState<Answers | null>(null)
  if (!detail) return null
  const before = answersOf(detail)
  const answers = given ?? before
  const changed = given !== null && JSON.stringify(given) !== JSON.stringify(before)
  const waiting = work.pending('severity')
  const set = () => {
    work.act(incidentApi.severity, { does: 'severity', says: 'Severity answered', params: work.params, body: { answers: { ...answers } } })
    setGiven(null)
  }
  const answer = (name: string, value: string | number | null) => {
    const { [name]: _, ...others } = answers
    setGiven(value === null ? others : { ...others, [name]: value })
  }
  const why = work.whyNot ?? (changed || detail.set_at === null ? null : 'Answer a question first, or change an answer.')
  return (
    <Section title="Severity" id="severity">
      <Standing detail={detail} work={work} />
      <div className={`${styles.facts} screen-only`}>
        {inOrder(detail).map((fact) => (
          <FactQuestion key={fact.name} fact={fact} answer={answers[fact.name] ?? null} onAnswer={(value) => answer(fact.name, value)} />
        ))}
      </div>
      <div className="row screen-only">
        <Button kind={changed ? 'primary' : 'plain'} why={why} onPress={set}>
          Set severity
        </Button>
        {waiting && <span className="dim">Answered, not yet recorded.</span>}
      </div>
      <Levels detail={detail} />
    </Section>
  )
}
