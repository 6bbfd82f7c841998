// Bytes as they came: offset, hex, and the characters they spell.
import styles from './Hex.module.css'
import { usePhone } from './usePhone.ts'

function rowsOf(hex: string, width: number): { offset: string; bytes: string[] }[] {
  const rows = []
  for (let at = 0; at < hex.length; at += width * 2) {
    const bytes = hex.slice(at, at + width * 2).match(/../g) ?? []
    rows.push({ offset: (at / 2).toString(16).padStart(4, '0'), bytes })
  }
  return rows
}

function spell(byte: string): string {
  const code = Number.parseInt(byte, 16)
  return code >= 32 && code < 127 ? String.fromCharCode(code) : '·'
}

export function Hex({ hex, label }: { hex: string; label: string }) {
  const width = usePhone() ? 8 : 16
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.hex} aria-label={label} tabIndex={0}>
      {rowsOf(hex, width).map((row) => (
        <div key={row.offset} className={styles.row}>
          <span className={styles.offset}>{row.offset}</span>
          <span>{row.bytes.join(' ').padEnd(width * 3 - 1)}</span>
          <span className={styles.text}>{row.bytes.map(spell).join('')}</span>
        </div>
      ))}
    </section>
  )
}
