// One step of the set-up: its questions, each answered by a tool or left open, and the names that commands of the chosen tools need.
import { useEffect, useRef, useState } from 'react'
import type { ToolKind } from '../../../core/setup/tool.ts'
import { Button } from '../../kit/Button.tsx'
import { TextField } from '../../kit/Field.tsx'
import { Foot } from '../../kit/Foot.tsx'
import styles from './Setup.module.css'
import { type Given, namesOfTool, problemsIn, type Questions, type Step, steps } from './setupSteps.ts'
import { ToolChoice } from './ToolChoice.tsx'

type SetUpStepProps = {
  step: Step
  /** From 1. */
  at: number
  questions: Questions
  given: Given
  onChange: (given: Given) => void
  /** Null in the first step. */
  onBack: (() => void) | null
  onNext: () => void
}

type AskedProps = Pick<SetUpStepProps, 'questions' | 'given' | 'onChange'> & { problems: Readonly<Record<string, string>> }

function NameField({ name, questions, given, onChange, problems }: AskedProps & { name: string }) {
  const asked = questions.names.find(({ id }) => id === name)
  return (
    <TextField
      label={asked?.ask ?? name}
      hint={asked && `For instance ${asked.example}. Left empty, it is asked in each incident.`}
      value={given.names[name] ?? ''}
      onChange={(text) => onChange({ ...given, names: { ...given.names, [name]: text } })}
      error={problems[`/names/${name}`]}
      mono
      maxLength={200}
    />
  )
}

function KindQuestion({ kind, ...asked }: AskedProps & { kind: ToolKind }) {
  const { questions, given, onChange, problems } = asked
  const question = questions.kinds.find((one) => one.kind === kind)
  if (question === undefined) return null
  return (
    <div className={styles.question}>
      <ToolChoice
        ask={question.ask}
        name={kind}
        tools={question.tools}
        chosen={given.tools[kind]}
        onChoose={(id) => onChange({ ...given, tools: { ...given.tools, [kind]: id } })}
      />
      {namesOfTool(questions, given, kind).map((name) => (
        <NameField key={name} name={name} {...asked} />
      ))}
      {kind === 'chat' && (
        <TextField
          label="In which channel are incidents talked about?"
          hint="Left empty: #incident-security"
          value={given.channel}
          onChange={(channel) => onChange({ ...given, channel })}
          error={problems['/channel']}
          maxLength={80}
        />
      )}
    </div>
  )
}

function WordQuestions(asked: AskedProps) {
  const { questions, given, onChange, problems } = asked
  return (
    <div className={styles.question}>
      {questions.places.map(({ id, ask, example }) => (
        <TextField
          key={id}
          label={ask}
          hint={`For instance ${example}`}
          value={given.places[id] ?? ''}
          onChange={(text) => onChange({ ...given, places: { ...given.places, [id]: text } })}
          error={problems[`/places/${id}`]}
          maxLength={80}
        />
      ))}
      {questions.always.map((name) => (
        <NameField key={name} name={name} {...asked} />
      ))}
    </div>
  )
}

export function SetUpStep({ step, at, questions, given, onChange, onBack, onNext }: SetUpStepProps) {
  const [tried, setTried] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever goes on by keyboard goes on from the top of the step, and hears what it is.
  useEffect(() => {
    if (at > 1) heading.current?.focus()
  }, [at])
  const problems = tried ? problemsIn(questions, given, step) : {}
  const form = useRef<HTMLFormElement>(null)
  const [refusals, setRefusals] = useState(0)
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [refusals])
  const goOn = () => {
    const wrong = Object.keys(problemsIn(questions, given, step)).length > 0
    setTried(wrong)
    if (wrong) setRefusals((before) => before + 1)
    else onNext()
  }
  const asked = { questions, given, onChange, problems }
  return (
    <form
      ref={form}
      className={styles.step}
      aria-label={step.title}
      onSubmit={(event) => {
        event.preventDefault()
        goOn()
      }}
    >
      <div>
        <p className="dim figures">
          {at} of {steps.length}
        </p>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {step.title}
        </h2>
        <div className={styles.bar} aria-hidden="true">
          {steps.map(({ title }, place) => (
            <span key={title} data-done={place < at} />
          ))}
        </div>
      </div>
      {step.kinds.map((kind) => (
        <KindQuestion key={kind} kind={kind} {...asked} />
      ))}
      {step.asksWords && <WordQuestions {...asked} />}
      <Foot>
        <Button type="submit" kind="primary">
          {at === steps.length ? 'Look at the documents' : 'Next'}
        </Button>
        {onBack && <Button onPress={onBack}>Back</Button>}
      </Foot>
    </form>
  )
}
