// The map on a phone: for each source a month as a calendar, weeks beginning on Monday.
import styles from './Coverage.module.css'
import { DayCell } from './DayCell.tsx'
import type { CoverageDay, CoverageSource } from './dayWords.ts'
import type { MapProps } from './HeatMap.tsx'
import { monthLabel, weekdayOf } from './months.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function weeksOf(days: readonly CoverageDay[]): (CoverageDay | null)[][] {
  const cells: (CoverageDay | null)[] = [...Array.from({ length: days[0] ? weekdayOf(days[0].day) : 0 }, () => null), ...days]
  const weeks: (CoverageDay | null)[][] = []
  for (let at = 0; at < cells.length; at += 7) weeks.push(cells.slice(at, at + 7))
  return weeks
}

function Month({ source, id, hrefOf, search }: Pick<MapProps, 'hrefOf' | 'search'> & { source: CoverageSource; id: string }) {
  const days = source.days.filter((day) => day.day.startsWith(id))
  return (
    <table className={styles.calendar}>
      <caption>
        <strong>{source.name}</strong>, {monthLabel(id)}
      </caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day)?.day}>
            {week.map((day, at) => (
              <td key={day?.day ?? `empty-${weekdays[at]}`}>
                {day && (
                  <DayCell
                    day={day}
                    source={source.name}
                    href={hrefOf(source.id, day.day)}
                    chosen={search.day === day.day && search.source === source.id}
                    withFigure
                    number={String(Number(day.day.slice(8)))}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function Calendar({ sources, span, hrefOf, search }: MapProps) {
  return (
    <div className={styles.calendars}>
      {sources.flatMap((source) =>
        span.months.map((id) => <Month key={`${source.id} ${id}`} source={source} id={id} hrefOf={hrefOf} search={search} />),
      )}
    </div>
  )
}
