// Who did something, with the name they had then.
import type { WhoLine } from '../ledger/whoViews.ts'

export function whoOf(id: string, name: string): WhoLine {
  if (id.startsWith('per_')) return { id, kind: 'person', name }
  return { id, kind: id.startsWith('tok_') ? 'token' : 'system', name }
}
