// Which tables follow from which entries, column by column. A column that is not named there says something no entry fixes.
import { alerts, deliveries } from './alertNouns.ts'
import { anchors, audits, packages } from './auditNouns.ts'
import { gaps, sources } from './coverageNouns.ts'
import { evidence } from './evidenceNouns.ts'
import type { Noun } from './noun.ts'
import { organizations, people, tokens } from './peopleNouns.ts'

export const nouns: readonly Noun[] = [
  organizations,
  people,
  tokens,
  sources,
  deliveries,
  alerts,
  gaps,
  evidence,
  audits,
  packages,
  anchors,
]
