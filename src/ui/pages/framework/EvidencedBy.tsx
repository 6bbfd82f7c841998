// The populations that evidence a criterion, each with its count, what stands out, and the way to its items.
import { populationWords } from '../../../core/framework/population.ts'
import { Empty } from '../../kit/Empty.tsx'
import { Link } from '../../kit/Link.tsx'
import { Figures } from './Counts.tsx'
import styles from './Criteria.module.css'
import type { Criterion } from './frameworkShape.ts'
import { populationHref } from './places.ts'

export function EvidencedBy({ criterion }: { criterion: Criterion }) {
  if (criterion.populations.length === 0) {
    const byDocuments = criterion.asks_documents.length > 0
    return (
      <Empty title={byDocuments ? 'It is evidenced by its documents' : 'It is evidenced elsewhere'}>
        <p>
          {byDocuments ? 'They stand below. ' : ''}Nothing that is counted here is a population for it.
          {criterion.evidence.length > 0 && ` An auditor takes: ${criterion.evidence.join(', ')}.`}
        </p>
      </Empty>
    )
  }
  return (
    <ul className={styles.populations} aria-label="What evidences it">
      {criterion.populations.map((count) => (
        <li key={count.id} className={styles.population}>
          <span className={styles.total}>{count.total.toLocaleString('en')}</span>
          <div className={styles.what}>
            <Link href={populationHref(count.id, criterion.period, criterion.id)} className={styles.name}>
              {populationWords[count.id].title}
            </Link>
            <span className="dim"> {populationWords[count.id].counts}</span>
          </div>
          <Figures figures={count.figures} />
        </li>
      ))}
    </ul>
  )
}
