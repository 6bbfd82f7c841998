// One section of a runbook: its steps in order, each with its commands and how to see that it worked.
import type { Section as RunbookSection, Step as RunbookStep } from '../../../core/runbook/runbook.ts'
import { Code } from '../../kit/Copy.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Section } from '../../kit/Page.tsx'
import styles from './RunbookText.module.css'

function Step({ step }: { step: RunbookStep }) {
  return (
    <li id={step.id} className={styles.step}>
      <p>
        <Inline text={step.text} />
      </p>
      {step.details.map((detail) => (
        <p key={detail}>
          <Inline text={detail} />
        </p>
      ))}
      {step.needs.length > 0 && (
        <p className="dim">
          Needs {step.needs.map((need) => (need.kind === 'role' ? `the ${need.role}` : 'a second person')).join(' and ')}.
        </p>
      )}
      {step.commands
        .filter(({ inline }) => !inline)
        .map((command) => (
          <Code key={command.text} text={command.text} what={`command of ${step.id}`} wrap />
        ))}
      {step.checks.map((check) => (
        <div key={check.text} className={styles.check}>
          <p>
            <b>Check:</b> <Inline text={check.text} />
          </p>
          {check.ifNot && (
            <p>
              <b>If not:</b> <Inline text={check.ifNot} />
            </p>
          )}
        </div>
      ))}
    </li>
  )
}

export function RunbookSteps({ section }: { section: RunbookSection }) {
  return (
    <Section title={section.heading} count={section.steps.length || undefined}>
      <ol className={styles.steps}>
        {section.steps.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      {section.commands
        .filter(({ inline }) => !inline)
        .map((command) => (
          <Code key={command.text} text={command.text} what="command" wrap />
        ))}
    </Section>
  )
}
