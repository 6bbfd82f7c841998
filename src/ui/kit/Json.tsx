// A body for reading: JSON in colour with brackets that fold and long values shortened; anything else as it came.
import { useMemo, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './Json.module.css'
import { type Line, layJson, type Token } from './jsonText.ts'

const longValue = 240
const firstLines = 400

function Value({ token }: { token: Token }) {
  const [open, setOpen] = useState(false)
  const long = token.kind === 'string' && token.text.length > longValue
  return (
    <span className={styles[token.kind]}>
      {long && !open ? `${token.text.slice(0, longValue)}…` : token.text}
      {long && (
        <button type="button" className={styles.more} onClick={() => setOpen(!open)}>
          {open ? 'less' : `${(token.text.length - longValue).toLocaleString('en')} more characters`}
        </button>
      )}
    </span>
  )
}

type LineProps = { line: Line; number: number; folded: boolean; onFold: () => void }

function JsonLine({ line, number, folded, onFold }: LineProps) {
  return (
    <div className={styles.line} style={{ paddingInlineStart: `${line.depth * 16 + 20}px` }}>
      {line.closes !== null && (
        <button
          type="button"
          className={styles.fold}
          style={{ insetInlineStart: `${line.depth * 16}px` }}
          aria-expanded={!folded}
          aria-label={`${folded ? 'Unfold' : 'Fold'} line ${number + 1}`}
          onClick={onFold}
        >
          {folded ? '+' : '−'}
        </button>
      )}
      {line.tokens.map((token, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a line never move
        <Value key={at} token={token} />
      ))}
      {folded && (
        <span className="dim">
          {' '}
          {line.members} {line.members === 1 ? 'value' : 'values'} …
        </span>
      )}
    </div>
  )
}

function useShown(lines: readonly Line[], folded: ReadonlySet<number>, most: number): number[] {
  return useMemo(() => {
    const shown: number[] = []
    for (let at = 0; at < lines.length && shown.length < most; at += 1) {
      shown.push(at)
      const closes = lines[at]?.closes
      if (folded.has(at) && typeof closes === 'number') at = closes
    }
    return shown
  }, [lines, folded, most])
}

function JsonLines({ lines }: { lines: readonly Line[] }) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set())
  const [most, setMost] = useState(firstLines)
  const shown = useShown(lines, folded, most)
  const toggle = (at: number) => {
    const next = new Set(folded)
    if (!next.delete(at)) next.add(at)
    setFolded(next)
  }
  const last = shown.at(-1) ?? 0
  return (
    <>
      {shown.map((at) => (
        <JsonLine key={at} line={lines[at] as Line} number={at} folded={folded.has(at)} onFold={() => toggle(at)} />
      ))}
      {shown.length >= most && last < lines.length - 1 && (
        <Button small kind="quiet" onPress={() => setMost(Number.POSITIVE_INFINITY)}>
          Show all {lines.length.toLocaleString('en')} lines
        </Button>
      )}
    </>
  )
}

export function Json({ text, label }: { text: string; label: string }) {
  const lines = useMemo(() => layJson(text), [text])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.json} aria-label={label} tabIndex={0}>
      {lines ? <JsonLines lines={lines} /> : <pre className={styles.plain}>{text}</pre>}
    </section>
  )
}
