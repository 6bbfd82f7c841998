// A standing as pages show it: its mark, its words, and its colour only where somebody is late or about to be.
import { StatusMark } from '../../kit/StatusMark.tsx'
import type { Standing } from './documentWords.ts'

export function Stands({ standing }: { standing: Standing }) {
  return (
    <StatusMark status={standing.status}>
      <span className={standing.mark}>{standing.words}</span>
    </StatusMark>
  )
}
