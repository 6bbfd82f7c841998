// What the linter found, in the order of the text: what is wrong, what could stand there, and the way to the line.

import { Skeleton } from '../../kit/Empty.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import styles from './EditPage.module.css'
import type { Reading } from './reading.ts'

const levelWords = { error: 'error', warning: 'warning', note: 'note' } as const

type FindingListProps = { reading: Reading | null; onGo: (line: number, column: number) => void }

export function FindingList({ reading, onGo }: FindingListProps) {
  if (reading === null) return <Skeleton lines={6} />
  const { findings } = reading
  if (findings.length === 0) return <StatusMark status="conforms">Nothing found that would leave somebody stuck.</StatusMark>
  return (
    <ol className={styles.findings} aria-label="Findings">
      {findings.map((finding) => (
        <li key={`${finding.line} ${finding.column} ${finding.rule}`} data-level={finding.level}>
          <button type="button" className={styles.goTo} onClick={() => onGo(finding.line, finding.column)}>
            <span className={styles.where}>
              Line {finding.line} · {levelWords[finding.level]} · <code>{finding.rule}</code>
            </span>
            <span>
              <Inline text={finding.message} />
            </span>
            {finding.suggestion && (
              <span className="dim">
                <Inline text={finding.suggestion} />
              </span>
            )}
          </button>
        </li>
      ))}
    </ol>
  )
}
