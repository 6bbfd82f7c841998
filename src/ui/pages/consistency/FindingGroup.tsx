// Findings of one kind: why the kind matters, then each with its two sentences side by side.
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { paths } from '../../paths.ts'
import styles from './Consistency.module.css'
import type { Finding, Sentence } from './consistencyShape.ts'

/** More is asked for: nobody reads five hundred at once. */
const shownFirst = 20

const levels = { error: ['exception', 'Error'], warning: ['exception', 'Warning'], note: ['not-applicable', 'Note'] } as const

export function FindingGroup({ words, findings }: { words: { title: string; why: string }; findings: readonly Finding[] }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? findings : findings.slice(0, shownFirst)
  return (
    <Section title={words.title} count={findings.length.toLocaleString('en')} lead={words.why}>
      <ul className={styles.findings}>
        {shown.map((finding) => (
          <OneFinding key={keyOf(finding)} finding={finding} />
        ))}
      </ul>
      {shown.length < findings.length && (
        <div>
          <Button onPress={() => setWhole(true)}>Show the other {(findings.length - shown.length).toLocaleString('en')}</Button>
        </div>
      )}
    </Section>
  )
}

function keyOf({ message, sentences }: Finding): string {
  return [message, ...sentences.map(({ document, line, column, text }) => `${document?.id}:${line}:${column}:${text}`)].join('\n')
}

function OneFinding({ finding: { level, message, suggestion, sentences } }: { finding: Finding }) {
  const [status, word] = levels[level]
  return (
    <li className={styles.finding}>
      <p className={styles.message}>
        <span className="nowrap">
          <StatusMark status={status}>{word}</StatusMark>
        </span>
        <span>{message}</span>
      </p>
      <div className={styles.sides}>
        {sentences.map((sentence) => (
          <Side key={`${sentence.document?.id}:${sentence.line}:${sentence.text}`} sentence={sentence} />
        ))}
      </div>
      <p className={styles.suggestion}>
        <Inline text={suggestion} />
      </p>
    </li>
  )
}

function Side({ sentence: { document, line, column, text } }: { sentence: Sentence }) {
  if (document === null) return <div className={`${styles.side} ${styles.seen}`}>{text}</div>
  return (
    <figure className={styles.side}>
      <blockquote className={styles.quote}>{text}</blockquote>
      <figcaption className={styles.from}>
        <Link href={paths.document(document.kind, document.id)}>{document.title}</Link>
        <span>
          line {line}, column {column}
        </span>
      </figcaption>
    </figure>
  )
}
