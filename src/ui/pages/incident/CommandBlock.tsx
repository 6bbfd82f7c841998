// A command with its values filled in, ready to be copied; what is still missing is asked for right there.
import { Code } from '../../kit/Copy.tsx'
import type { RunCommand } from './incidentShape.ts'
import styles from './NextStep.module.css'

export function CommandBlock({ command }: { command: RunCommand }) {
  const missing = command.missing.length > 0
  return (
    <div className={styles.command}>
      {missing && <p className="soon">Not complete: {command.missing.join(', ')} must be filled in.</p>}
      <Code text={command.filled} what={missing ? 'command, not complete yet' : 'command'} wrap />
    </div>
  )
}
