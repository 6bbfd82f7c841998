// Who did it, by name; what is not a person says what it is.
const kinds: Record<string, string> = { token: 'API token', source: 'source', system: 'Tickmark' }

export function Person({ who }: { who: { kind: string; name: string } }) {
  const kind = kinds[who.kind]
  return (
    <span>
      {who.name}
      {kind && kind !== who.name && <span className="dim"> ({kind})</span>}
    </span>
  )
}
