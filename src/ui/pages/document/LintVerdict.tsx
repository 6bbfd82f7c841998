// What the linter thinks of a text that is no draft yet: the whole, each element, and the worst few findings.
import type { z } from 'zod'
import type { LintSummary } from '../../../contract/consistency.ts'
import { elements } from '../../../core/lint/element.ts'
import { Inline } from '../../kit/Inline.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { overallWords } from './documentWords.ts'
import styles from './ProposedDraft.module.css'

export type Linted = z.output<typeof LintSummary>

const standingWords = { functional: '', generic: ' in general terms', absent: ': nothing said' } as const
const standingMarks = { functional: 'conforms', generic: 'exception', absent: 'not-applicable' } as const

export function LintVerdict({ linted }: { linted: Linted }) {
  return (
    <div className={styles.verdict}>
      <div className="row">
        <StatusMark status={linted.overall === 'functional' ? 'conforms' : 'exception'}>{overallWords[linted.overall]}</StatusMark>
        <span className="dim figures">{linted.score} of 100</span>
      </div>
      <ul className={styles.elements} aria-label="Elements">
        {elements.map((element) => (
          <li key={element}>
            <StatusMark status={standingMarks[linted.elements[element]]}>
              {element}
              {standingWords[linted.elements[element]]}
            </StatusMark>
          </li>
        ))}
      </ul>
    </div>
  )
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`

export function findingCount({ counts }: Linted): string {
  const said = [
    counts.error > 0 ? counted(counts.error, 'error') : '',
    counts.warning > 0 ? counted(counts.warning, 'warning') : '',
    counts.note > 0 ? counted(counts.note, 'note') : '',
  ].filter((words) => words !== '')
  return said.length === 0 ? 'no findings' : said.join(', ')
}

export function TopFindings({ linted }: { linted: Linted }) {
  const { findings, counts } = linted
  const more = counts.error + counts.warning + counts.note - findings.length
  return (
    <ol className={styles.findings} aria-label="Findings">
      {findings.map((finding) => (
        <li key={`${finding.line} ${finding.column} ${finding.rule}`} data-level={finding.level}>
          <span className={styles.where}>
            Line {finding.line} · {finding.level} · <code>{finding.rule}</code>
          </span>
          <Inline text={finding.message} />
          <span className="dim">
            <Inline text={finding.suggestion} />
          </span>
        </li>
      ))}
      {more > 0 && <li className="dim">{counted(more, 'more finding')}: the editor shows all of them.</li>}
    </ol>
  )
}
