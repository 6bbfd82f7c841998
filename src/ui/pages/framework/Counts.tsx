// How many there are of a population, and how many of them stand so that somebody would ask.
import { itemStates, populationWords } from '../../../core/framework/population.ts'
import { StatusMark } from '../../kit/StatusMark.tsx'
import styles from './Criteria.module.css'
import type { PopulationCount } from './frameworkShape.ts'

const figure = (count: number) => count.toLocaleString('en')

/** “3 coverage gaps” */
export function totalText({ id, total }: Pick<PopulationCount, 'id' | 'total'>): string {
  const { one, many } = populationWords[id]
  return `${figure(total)} ${total === 1 ? one : many}`
}

export function Figures({ figures, onlyExceptions = false }: { figures: PopulationCount['figures']; onlyExceptions?: boolean }) {
  const shown = figures.filter(({ id }) => !onlyExceptions || itemStates[id].mark === 'exception')
  if (shown.length === 0) return null
  return (
    <span className={styles.figures}>
      {shown.map(({ id, count }) => {
        const { words, mark } = itemStates[id]
        const text = `${figure(count)} ${words}`
        if (mark === 'exception') {
          return (
            <StatusMark key={id} status="exception">
              {text}
            </StatusMark>
          )
        }
        return (
          <span key={id} className="dim">
            {text}
          </span>
        )
      })}
    </span>
  )
}
