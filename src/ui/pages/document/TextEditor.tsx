// A plain text to write in: numbered lines, and what the linter found marked where it stands.
import { memo, type Ref, useImperativeHandle, useMemo, useRef } from 'react'
import type { LintFinding } from '../../../core/lint/lintDocument.ts'
import { type MarkedLine, markLines } from './markLines.ts'
import styles from './TextEditor.module.css'

export type TextEditorHandle = { goTo: (line: number, column: number) => void }

type TextEditorProps = {
  label: string
  value: string
  findings: readonly LintFinding[]
  onChange: (value: string) => void
  onSave: () => void
  ref?: Ref<TextEditorHandle>
}

/** Beyond it the margin would cost more than it helps; nobody follows such a document at night, and the linter says so. */
const mostNumbered = 4_000

/** A copy of the line below the writing, invisible but for its number and its marks: so both wrap alike. */
const Line = memo(function Line({ number, line }: { number: number; line: MarkedLine }) {
  return (
    <div className={styles.line} data-level={line.level ?? undefined} data-number={number}>
      {line.pieces.map((piece, at) =>
        piece.level === null ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line have no other name
          <span key={at} className={styles.found} data-level={piece.level}>
            {piece.text}
          </span>
        ),
      )}
      {'\u200b'}
    </div>
  )
})

export function TextEditor({ label, value, findings, onChange, onSave, ref }: TextEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => value.split('\n'), [value])
  const marked = useMemo(() => (lines.length > mostNumbered ? [] : markLines(lines, findings)), [lines, findings])
  useImperativeHandle(ref, () => ({
    goTo: (line, column) => {
      const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) + Math.max(0, column - 1)
      area.current?.focus({ preventScroll: true })
      area.current?.setSelectionRange(start, start)
      paper.current?.querySelector(`[data-number="${line}"]`)?.scrollIntoView({ block: 'center' })
    },
  }))
  return (
    // `data-edits`: the page scrolls what is typed above its foot (`theme/base.css`).
    <div className={styles.editor} data-edits data-plain={marked.length === 0 || undefined}>
      <div ref={paper} className={styles.paper}>
        <div className={styles.mirror} aria-hidden="true">
          {marked.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <Line key={at} number={at + 1} line={line} />
          ))}
        </div>
        <textarea
          ref={area}
          className={styles.area}
          aria-label={label}
          value={value}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
            event.preventDefault()
            onSave()
          }}
        />
      </div>
    </div>
  )
}
