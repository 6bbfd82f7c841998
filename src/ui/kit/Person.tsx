// Who did it, by name; what is not a person says what it is.
import { kindWord } from './kindWord.ts'

export function Person({ who }: { who: { kind: string; name: string } }) {
  const kind = kindWord(who)
  return (
    <span>
      {who.name}
      {kind !== null && <span className="dim"> ({kind})</span>}
    </span>
  )
}
