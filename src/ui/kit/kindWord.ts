// What did it, where it was not a person: said beside the name, unless the name says it.
const kinds: Record<string, string> = { token: 'API token', source: 'source', system: 'Tickmark' }

export function kindWord({ kind, name }: { kind: string; name: string }): string | null {
  const word = kinds[kind]
  return word === undefined || word === name ? null : word
}
