// How severe an incident is, with its criterion in words, and what is still to be asked.
import type { z } from 'zod'
import type { IncidentSeverity } from '../../contract/incidentShapes.ts'
import type { SeveritySet } from '../../core/incident/decideSeverity.ts'
import { computeSeverity } from '../../core/policy/computeSeverity.ts'
import { answerOf } from '../../core/policy/evaluate.ts'
import type { Fact, Policy } from '../../core/policy/policy.ts'
import { criterionInWords } from '../../core/policy/words.ts'
import type { WhoLine } from '../ledger/whoViews.ts'
import { time } from './incidentLines.ts'
import type { IncidentRow } from './incidentStore.ts'

type View = z.output<typeof IncidentSeverity>

function factLine(fact: Fact, answer: string | number | undefined): View['facts'][number] {
  const { name, ask } = fact
  const shape = fact.kind === 'choice' ? { answers: [...fact.answers], unit: null } : { answers: null, unit: fact.unit }
  return { name, ask, ...shape, answer: answer ?? null }
}

/** `last`: the setting in force; undefined where nobody has answered anything yet. */
export function severityView(row: IncidentRow, policy: Policy, last: SeveritySet | undefined, who: (id: string) => WhoLine): View {
  const answers = last?.answers ?? {}
  const computed = computeSeverity(policy, answers)
  return {
    level: row.severity,
    certainty: row.severityCertainty,
    computed: computed.level,
    because: [...computed.because],
    override_reason: last?.overrideReason ?? null,
    set_at: last === undefined ? null : time(last.setAt),
    set_by: last === undefined ? null : { ...who(last.by.id), name: last.by.name },
    facts: policy.facts.map((fact) => factLine(fact, answerOf(answers, fact.name))),
    ask: computed.ask.map(({ name }) => name),
    levels: policy.severities.map(({ level, when }) => ({ level, criterion: when === null ? null : criterionInWords(when, policy.facts) })),
  }
}
