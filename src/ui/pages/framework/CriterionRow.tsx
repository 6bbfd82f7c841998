// One criterion of the list: what it asks, how many documents answer it, and what evidences it in the period.
import { plural } from '../../../core/document/phrases.ts'
import { itemStates } from '../../../core/framework/population.ts'
import { Link } from '../../kit/Link.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Figures, totalText } from './Counts.tsx'
import styles from './Criteria.module.css'
import { FiledShort } from './Filed.tsx'
import type { CriterionLine, Framework } from './frameworkShape.ts'
import type { PeriodSearch } from './period.ts'
import { criterionHref } from './places.ts'

function Documents({ criterion: { documents, asks_documents: asks } }: { criterion: CriterionLine }) {
  const { policies, runbooks, not_current: lapsed } = documents
  if (policies + runbooks === 0) {
    return asks.length === 0 ? null : <StatusMark status="pending">no document answers it</StatusMark>
  }
  const said = [...(policies > 0 ? [plural(policies, 'policy', 'policies')] : []), ...(runbooks > 0 ? [plural(runbooks, 'runbook')] : [])]
  return (
    <>
      <span>{said.join(', ')}</span>
      {lapsed > 0 && <StatusMark status="exception">{lapsed} not current throughout</StatusMark>}
    </>
  )
}

type Props = { criterion: CriterionLine; populations: Framework['populations']; search: PeriodSearch }

export function CriterionRow({ criterion, populations, search }: Props) {
  const own = criterion.populations.flatMap((id) => populations.filter((population) => population.id === id))
  return (
    <li className={styles.row}>
      <span className={`mono ${styles.ref}`}>{criterion.ref}</span>
      <div className={styles.what}>
        <Link href={criterionHref(criterion.id, search)} className={styles.name}>
          <span className="said">{criterion.ref} </span>
          {criterion.title}
        </Link>
        {criterion.applies && <span className="dim"> (only with {criterion.applies} in scope)</span>}
        <p className="dim">{criterion.summary}</p>
        <FiledShort filed={criterion.filed} search={search} />
      </div>
      <div className={styles.documents}>
        <Documents criterion={criterion} />
      </div>
      <ul className={styles.counts} aria-label={`What evidences ${criterion.ref}`}>
        {own.map((count) => (
          <li key={count.id}>
            <span className={count.total === 0 ? 'dim' : ''}>{totalText(count)}</span>
            {count.figures.some(({ id }) => itemStates[id].mark === 'exception') && <Figures figures={count.figures} onlyExceptions />}
          </li>
        ))}
        {own.length === 0 && <li className="dim">{criterion.asks_documents.length > 0 ? 'by its documents' : 'evidenced elsewhere'}</li>}
      </ul>
    </li>
  )
}
