// A runbook as it is followed: what not to do, its steps with commands and checks, what to keep.
import type { Runbook } from '../../../core/runbook/runbook.ts'
import { Code } from '../../kit/Copy.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { RunbookSteps } from './RunbookSteps.tsx'
import styles from './RunbookText.module.css'

type Followed = Pick<Runbook, 'sections' | 'preservation'>

function Warnings({ sections }: Followed) {
  const warnings = sections.flatMap((section) => section.warnings)
  if (warnings.length === 0) return null
  return (
    <Notice kind="late" title="What not to do">
      <ul className={styles.list}>
        {warnings.map((warning) => (
          <li key={warning}>
            <Inline text={warning} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Preservation({ preservation }: Followed) {
  if (preservation.length === 0) return null
  return (
    <Section title="Evidence to keep" count={preservation.length}>
      <ul className={styles.kept}>
        {preservation.map((item) => (
          <li key={item.id}>
            <b>
              <Inline text={item.evidence} />
            </b>
            <p className="dim">
              {item.where && <Inline text={item.where} />}
              {item.keepBefore && `, ${item.keepBefore.text}`}
            </p>
            {item.commands.map((command) => (
              <Code key={command.text} text={command.text} what="command" wrap />
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function RunbookText({ runbook }: { runbook: Followed }) {
  const followed = runbook.sections.filter(({ steps, commands, kind }) => kind !== 'preserve' && steps.length + commands.length > 0)
  return (
    <>
      <Warnings {...runbook} />
      {followed.map((section) => (
        <RunbookSteps key={`${section.position.line} ${section.heading}`} section={section} />
      ))}
      <Preservation {...runbook} />
    </>
  )
}
