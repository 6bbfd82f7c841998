// What people file elsewhere: in a word on the list, and both places with the difference on the page of a criterion.
import { Fragment } from 'react'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import styles from './Criteria.module.css'
import type { Criterion, CriterionLine, CriterionName, Misreading } from './frameworkShape.ts'
import type { PeriodSearch } from './period.ts'
import { criterionHref } from './places.ts'

/** “CC7.3, CC7.4 and CC7.5”, each to be gone to. */
export function Names({ names, search }: { names: readonly CriterionName[]; search: PeriodSearch }) {
  return names.map((name, at) => (
    <Fragment key={name.id}>
      {at > 0 && (at === names.length - 1 ? ' and ' : ', ')}
      <Link href={criterionHref(name.id, search)} className="nowrap">
        {name.ref}
      </Link>
    </Fragment>
  ))
}

export function FiledShort({ filed, search }: { filed: CriterionLine['filed']; search: PeriodSearch }) {
  return filed.map(({ side, what, others }) => (
    <span key={`${side} ${what}`} className={styles.filed}>
      {side === 'here' ? `Often filed here: ${what}, which belong in ` : `Often filed elsewhere: ${what}, under `}
      <Names names={others} search={search} />
    </span>
  ))
}

type Placing = Criterion['filed'][number]

function Place({ placing: { side, what, filed_under: under, belongs_in: belongs }, search }: { placing: Placing; search: PeriodSearch }) {
  return side === 'here' ? (
    <li>
      <strong>Often filed here: {what}.</strong> It belongs in <Names names={belongs} search={search} />.
    </li>
  ) : (
    <li>
      <strong>Often filed elsewhere: {what}.</strong> It belongs here, and is found under <Names names={[under]} search={search} />.
    </li>
  )
}

/** One note for each thing that people get wrong, with all its places. */
export function Filed({ criterion, search }: { criterion: Criterion; search: PeriodSearch }) {
  const misreadings = new Map(criterion.filed.map(({ misreading }) => [misreading.id, misreading]))
  return [...misreadings.values()].map(({ id, correct, support, advice }) => (
    <Notice key={id}>
      <ul className={styles.places}>
        {criterion.filed
          .filter(({ misreading }) => misreading.id === id)
          .map((placing) => (
            <Place key={`${placing.side} ${placing.what}`} placing={placing} search={search} />
          ))}
      </ul>
      <details>
        <summary className={styles.why}>What the difference is</summary>
        <p>{correct}</p>
        <p className="dim">
          {support && `${support} `}
          {advice}
        </p>
      </details>
    </Notice>
  ))
}

export function Misreadings({ misreadings }: { misreadings: readonly Misreading[] }) {
  return (
    <ul className={styles.misreadings}>
      {misreadings.map(({ id, claim, correct, support, advice }) => (
        <li key={id}>
          <strong>“{claim}”</strong>
          <p>{correct}</p>
          <p className="dim">
            {support && `${support} `}
            {advice}
          </p>
        </li>
      ))}
    </ul>
  )
}
