// The whole run: every section and step, how each stands, and any of them opened to work on it.
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import type { Run } from './incidentShape.ts'
import { StepWork } from './NextStep.tsx'
import type { Work } from './useIncident.ts'
import { type PlacedStep, stateOf, stepsOfRun } from './useRun.ts'
import styles from './WholeRun.module.css'

const marks = { open: '○', done: '✓', skipped: '–', stuck: '!' } as const

function StepLine({ work, run, step }: { work: Work; run: Run; step: PlacedStep }) {
  const [open, setOpen] = useState(false)
  const state = stateOf(step)
  return (
    <li className={`${styles.step} ${styles[state]}`}>
      <button type="button" className={styles.line} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={styles.mark} aria-hidden="true">
          {marks[state]}
        </span>
        <span>
          <span className="said">
            Step {step.position}, {state}:{' '}
          </span>
          <Inline text={step.text} />
        </span>
      </button>
      {step.pendingState && <p className={styles.about}>{step.pendingState}, not yet recorded</p>}
      {step.last && !step.pendingState && (
        <p className={styles.about}>
          {step.last.state}, <Person who={step.last.by} /> <Time at={step.last.at} />
          {step.last.reason && <> – “{step.last.reason}”</>}
        </p>
      )}
      {open && (
        <div className={styles.opened}>
          <StepWork work={work} run={run} step={step} />
        </div>
      )}
    </li>
  )
}

export function WholeRun({ work, run }: { work: Work; run: Run }) {
  const [shown, setShown] = useState(false)
  const steps = stepsOfRun(run, work)
  const headings = [...new Set(steps.map(({ section }) => section))]
  return (
    <Section
      title="The whole run"
      count={`${steps.length} steps`}
      actions={
        <Button small onPress={() => setShown(!shown)} expanded={shown}>
          {shown ? 'Fold' : 'Show every step'}
        </Button>
      }
    >
      {run.warnings.length > 0 && (
        <Notice kind="soon" title="What not to do">
          <ul className={styles.warnings}>
            {run.warnings.map((warning) => (
              <li key={warning}>
                <Inline text={warning} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {shown &&
        headings.map((heading) => (
          <section key={heading} aria-label={heading}>
            <h3>{heading}</h3>
            <ol className={styles.steps}>
              {steps
                .filter(({ section }) => section === heading)
                .map((step) => (
                  <StepLine key={step.id} work={work} run={run} step={step} />
                ))}
            </ol>
          </section>
        ))}
    </Section>
  )
}
