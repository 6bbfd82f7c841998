// What a notice has and lacks, while it is written: every blank, and everything that the rule asks for.
import type { NoticeText } from '../../../core/obligation/noticeText.ts'
import { StatusMark } from '../../kit/StatusMark.tsx'
import styles from './Duty.module.css'
import type { Duty } from './dutyShape.ts'

type ChecksProps = { text: Pick<NoticeText, 'blanks' | 'missing'>; duty: Duty | null }

export function lacking({ blanks, missing }: ChecksProps['text']): string {
  const [blank, content] = [blanks.length, missing.length]
  if (blank + content === 0) return 'Nothing is missing.'
  const parts = [blank > 0 && `${blank} ${blank === 1 ? 'blank' : 'blanks'}`, content > 0 && `${content} of what the rule asks for`]
  return `Still missing: ${parts.filter(Boolean).join(', ')}.`
}

/** Most of what a rule asks for is a blank of its template, too. */
export function toFill({ blanks, missing }: ChecksProps['text']): number {
  return new Set([...blanks, ...missing].map(({ id }) => id)).size
}

export function NoticeChecks({ text, duty }: ChecksProps) {
  const missing = new Set(text.missing.map(({ id }) => id))
  const blanks = text.blanks.filter(({ id }) => !missing.has(id))
  return (
    <>
      <p role="status">{lacking(text)}</p>
      <ul className={styles.checks} aria-label="What it must say">
        {(duty?.content ?? []).map(({ id, words }) => (
          <li key={id}>
            {missing.has(id) ? <StatusMark status="exception">{words}</StatusMark> : <StatusMark status="conforms">{words}</StatusMark>}
          </li>
        ))}
        {blanks.map(({ id, asks }) => (
          <li key={id}>
            <StatusMark status="exception">left blank: {asks}</StatusMark>
          </li>
        ))}
      </ul>
    </>
  )
}
