// Facts: a word and what it is, in two columns like a form that was filled in.
import type { ReactNode } from 'react'
import styles from './Facts.module.css'

export type Fact = { word: string; is: ReactNode } | null | false | '' | undefined

export function Facts({ facts, dense = false }: { facts: readonly Fact[]; dense?: boolean }) {
  return (
    <dl className={`${styles.facts} ${dense ? styles.dense : ''}`}>
      {facts.map((fact) =>
        fact ? (
          <div key={fact.word} className={styles.fact}>
            <dt>{fact.word}</dt>
            <dd>{fact.is}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** Figures that a reader compares: the number large, the word below. */
export function Figures({
  figures,
}: {
  figures: readonly { word: string; is: ReactNode; mark?: 'late' | 'soon' | undefined; href?: ReactNode }[]
}) {
  return (
    <dl className={styles.figures}>
      {figures.map((figure) => (
        <div key={figure.word}>
          <dt>{figure.word}</dt>
          <dd className={figure.mark}>{figure.is}</dd>
        </div>
      ))}
    </dl>
  )
}
