// What a printed page is, at the foot of every sheet: whose, from where, printed when, and what else its frame knows; unseen on the screen.
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useNow } from './clock.ts'
import styles from './Shell.module.css'
import { exactText, utcText, zoneText } from './timeText.ts'

/** Where margins of sheets can hold words, the line stands there (theme/print.css) and never on top of what is printed. */
const hasMargins = 'CSSMarginRule' in window

/** As a string of CSS: one line of the sheet for each. */
function cssString(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/[\\"]/g, '\\$&').replace(/[\n\r\f]/g, ' ')).join('\\A ')}"`
}

function printedAt(now: number): string {
  return `Printed ${exactText(now)} ${zoneText(now)} (${utcText(now)})`
}

type PrintLineProps = { name: string; also: string | null }

export function PrintLine({ name, also }: PrintLineProps) {
  const now = useNow()
  const place = useRouterState({ select: ({ location }) => location.pathname + location.searchStr })
  useEffect(() => {
    const write = () => {
      const lines = [`${name} · ${window.location.host}${place}`, printedAt(Date.now()), ...(also ? [also] : [])]
      document.documentElement.style.setProperty('--print-line', cssString(lines))
    }
    write()
    window.addEventListener('beforeprint', write)
    return () => {
      window.removeEventListener('beforeprint', write)
      document.documentElement.style.removeProperty('--print-line')
    }
  }, [name, also, place])
  if (hasMargins) return null
  return (
    <p className={styles.printLine} aria-hidden="true">
      {name} · {window.location.host}
      {place} · {printedAt(now)}
      {also && ` · ${also}`}
    </p>
  )
}
