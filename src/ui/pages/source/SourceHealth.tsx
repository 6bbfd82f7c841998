// Is a source alive? A word with a mark.
import { StatusMark } from '../../kit/StatusMark.tsx'
import type { Source } from './sourceShape.ts'

export function SourceHealth({ health }: { health: Source['health'] }) {
  if (health === 'alive') return <StatusMark status="conforms">alive</StatusMark>
  if (health === 'silent') {
    return (
      <StatusMark status="exception" late>
        silent
      </StatusMark>
    )
  }
  if (health === 'never_heard') return <StatusMark status="pending">never heard</StatusMark>
  return <StatusMark status="not-applicable">{health === 'retired' ? 'retired' : 'not watched'}</StatusMark>
}
