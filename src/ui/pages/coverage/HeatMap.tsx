// The map on a desk: a row for each source, a column for each day.
import type { CoverageSearch } from '../../paths.ts'
import styles from './Coverage.module.css'
import { DayCell } from './DayCell.tsx'
import type { CoverageSource } from './dayWords.ts'
import { monthLabel, type Span, weekdayOf } from './months.ts'

export type MapProps = {
  sources: readonly CoverageSource[]
  span: Span
  hrefOf: (source: string, day: string) => string
  search: CoverageSearch
}

const letters = ['M', 'T', 'W', 'T', 'F', 'S', 'S']

export function HeatMap({ sources, span, hrefOf, search }: MapProps) {
  const month = span.months.length === 1
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${month ? styles.month : styles.quarter}`} aria-label={`Coverage in ${span.label}`}>
        <colgroup>
          <col className={styles.nameColumn} />
        </colgroup>
        <thead>
          {!month && (
            <tr>
              <td />
              {span.months.map((id) => (
                <th key={id} scope="colgroup" colSpan={span.days.filter((day) => day.startsWith(id)).length} className={styles.monthName}>
                  {monthLabel(id)}
                </th>
              ))}
            </tr>
          )}
          <tr>
            <th scope="col" className={styles.corner}>
              Source
            </th>
            {span.days.map((day) => (
              <th
                key={day}
                scope="col"
                className={`${styles.dayHead} ${weekdayOf(day) >= 5 ? styles.weekend : ''} ${!month && day.endsWith('-01') ? styles.firstOfMonth : ''}`}
              >
                {month ? (
                  <>
                    <span className={styles.weekday} aria-hidden="true">
                      {letters[weekdayOf(day)]}
                    </span>
                    {Number(day.slice(8))}
                  </>
                ) : (
                  <span aria-hidden={weekdayOf(day) !== 0}>{weekdayOf(day) === 0 ? Number(day.slice(8)) : ''}</span>
                )}
                {!month && weekdayOf(day) !== 0 && <span className="said">{Number(day.slice(8))}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.id}>
              <th scope="row" className={styles.name} title={source.name}>
                {source.name}
              </th>
              {source.days.map((day) => (
                <td key={day.day} className={!month && day.day.endsWith('-01') ? styles.firstOfMonth : ''}>
                  <DayCell
                    day={day}
                    source={source.name}
                    href={hrefOf(source.id, day.day)}
                    chosen={search.day === day.day && search.source === source.id}
                    withFigure={month}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
