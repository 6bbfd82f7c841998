// The crosswalk from one criterion: by framework, with what each pair rests on.
import { Link } from '../../kit/Link.tsx'
import styles from './Criteria.module.css'
import type { Criterion } from './frameworkShape.ts'
import type { PeriodSearch } from './period.ts'
import { criterionHref } from './places.ts'

type Mapping = Criterion['beside'][number]['corroborated_by'][number]

/** Each independent mapping that holds one of the pairs, with the letter that stands for it. */
function lettersOf(criterion: Criterion): Map<string, { letter: string; mapping: Mapping }> {
  const mappings = new Map(criterion.beside.flatMap((one) => one.corroborated_by.map((mapping) => [mapping.id, mapping] as const)))
  return new Map([...mappings.values()].map((mapping, at) => [mapping.id, { letter: String.fromCharCode(97 + at), mapping }]))
}

export function BesideList({ criterion, search }: { criterion: Criterion; search: PeriodSearch }) {
  const letters = lettersOf(criterion)
  const names = [...new Set(criterion.beside.map((one) => one.criterion.framework_name))]
  if (names.length === 0) return <p className="dim">Nothing of the other frameworks stands beside it in the crosswalk.</p>
  return (
    <div className={styles.beside}>
      {names.map((name) => (
        <div key={name}>
          <h3>{name}</h3>
          <ul>
            {criterion.beside
              .filter((one) => one.criterion.framework_name === name)
              .map((one) => (
                <li key={one.criterion.id}>
                  <Link href={criterionHref(one.criterion.id, search)}>
                    <span className="mono">{one.criterion.ref}</span> {one.criterion.title}
                  </Link>
                  {one.corroborated_by.length > 0 && (
                    <span className="dim"> ({one.corroborated_by.map(({ id }) => letters.get(id)?.letter).join(', ')})</span>
                  )}
                </li>
              ))}
          </ul>
        </div>
      ))}
      <p className={`dim ${styles.legend}`}>
        {[...letters.values()].map(({ letter, mapping }) => `(${letter}) ${mapping.what}, confidence ${mapping.confidence}. `)}
        Crosswalk version {criterion.crosswalk_version}.
      </p>
    </div>
  )
}
