// What each cell of the map means.
import styles from './Coverage.module.css'

const meanings = [
  { look: 'quiet', mark: '0', word: 'heard, no alert' },
  { look: 'heat1', mark: '3', word: 'heard, with alerts; darker is more' },
  { look: 'heat4', mark: '80', word: '' },
  { look: 'gap', mark: '!', word: 'silent, unexplained' },
  { look: 'explained', mark: 'e', word: 'silent, explained' },
  { look: 'unwatched', mark: '–', word: 'not watched' },
] as const

export function Legend() {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {meanings.map((meaning) => (
        <li key={meaning.look}>
          <span className={`${styles.cell} ${styles[meaning.look]} ${styles.sample}`} aria-hidden="true">
            <span className={styles.mark}>{meaning.mark}</span>
          </span>
          {meaning.word}
        </li>
      ))}
      <li>
        <span className={`${styles.cell} ${styles.quiet} ${styles.sample}`} aria-hidden="true">
          <span className={styles.lateMark} />
        </span>
        reviews late or overdue
      </li>
    </ul>
  )
}
