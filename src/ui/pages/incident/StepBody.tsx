// What a step says: its sentence, what stands under it, its commands, and how to see that it worked.
import { Inline } from '../../kit/Inline.tsx'
import { CommandBlock } from './CommandBlock.tsx'
import type { RunStep } from './incidentShape.ts'
import styles from './NextStep.module.css'

const needWords = ({ kind, role }: RunStep['needs'][number]) => (kind === 'role' ? `the ${role ?? 'role'}` : 'a second person')

export function StepBody({ step }: { step: RunStep }) {
  return (
    <div className={styles.body}>
      {step.details.map((detail) => (
        <p key={detail}>
          <Inline text={detail} />
        </p>
      ))}
      {step.needs.length > 0 && <p className="dim">Needs {step.needs.map(needWords).join(' and ')}.</p>}
      {step.commands
        .filter(({ inline }) => !inline)
        .map((command) => (
          <CommandBlock key={command.text} command={command} />
        ))}
      {step.console_paths.map((path) => (
        <p key={path}>
          In the console: <b>{path}</b>
        </p>
      ))}
      {step.checks.map((check) => (
        <div key={check.text} className={styles.check}>
          <p>
            <b>Check:</b> <Inline text={check.text} />
          </p>
          {check.commands
            .filter(({ inline, filled }) => !inline || filled.includes(' '))
            .map((command) => (
              <CommandBlock key={command.text} command={command} />
            ))}
          {check.if_not && (
            <p>
              <b>If not:</b> <Inline text={check.if_not} />
            </p>
          )}
        </div>
      ))}
    </div>
  )
}
