// What a runbook consists of once it was read: sections, steps, commands, parameters, and the evidence to keep.
import type { Duration } from '../document/duration.ts'
import type { Plain } from '../document/located.ts'
import type { Position } from '../document/problem.ts'

/** What a section is for, told by its heading. `other`: the heading does not say. */
export const sectionKinds = [
  'purpose',
  'severity',
  'first',
  'confirm',
  'contain',
  'preserve',
  'avoid',
  'recover',
  'communicate',
  'escalate',
  'review',
  'training',
  'parameters',
  'other',
] as const
export type SectionKind = (typeof sectionKinds)[number]

export type CommandLanguage = 'shell' | 'sql' | 'other'

export type Command = {
  text: string
  language: CommandLanguage
  /** A code span in a sentence rather than a block of its own. */
  inline: boolean
  position: Position
  /** Names of what must be filled in, each once, in their order. */
  parameters: readonly string[]
}

/** How somebody sees that a step worked, and what to do where it did not. */
export type Check = { text: string; commands: readonly Command[]; ifNot: string | null; position: Position }

/** Who must do a step: somebody in a role of the incident, or two different people. */
export type Requirement = { kind: 'role'; role: string } | { kind: 'second-person' }

export type Link = { text: string; url: string }
export type Contact = { kind: 'email' | 'phone' | 'channel'; value: string }

export type Step = {
  /** Explicit (`{#id}`) or made from its words, so that it survives re-ordering. */
  id: string
  text: string
  /** What else stands under it, in order, without checks and requirements. */
  details: readonly string[]
  commands: readonly Command[]
  /** `IAM > Users > Security credentials`. */
  consolePaths: readonly string[]
  checks: readonly Check[]
  /** All of them must hold. */
  needs: readonly Requirement[]
  links: readonly Link[]
  contacts: readonly Contact[]
  position: Position
}

export type Section = {
  kind: SectionKind
  heading: string
  /** 1 to 6; 0 for what stands before the first heading. */
  level: number
  position: Position
  steps: readonly Step[]
  /** In a section about what not to do: each thing not to do. */
  warnings: readonly string[]
  /** Commands that stand in no step. */
  commands: readonly Command[]
  links: readonly Link[]
  contacts: readonly Contact[]
}

/** Until when evidence can still be taken: a length of time from the event, a log of the retention catalogue, or only words. */
export type KeepBefore = { text: string; within: Duration | null; retention: string | null }

export type PreservationItem = {
  id: string
  evidence: string
  where: string | null
  how: string | null
  commands: readonly Command[]
  keepBefore: KeepBefore | null
  position: Position
}

export type Parameter = {
  name: string
  /** The question a responder is asked, from the table of parameters. */
  ask: string | null
  example: string | null
  /** The runbook's own table names it. */
  declared: boolean
  position: Position
}

/** Every condition that is given must hold; `*` and `?` stand for any characters and for one. */
export type Match = {
  source: string | null
  type: string | null
  title: string | null
  labels: Readonly<Record<string, string>>
}

export type Runbook = {
  id: string
  title: string
  owner: string | null
  incidentType: string | null
  policy: string | null
  escalation: string | null
  matches: readonly Match[]
  reviewEvery: Duration | null
  /** Front matter we do not know, kept as it was written. */
  extra: Readonly<Record<string, Plain>>
  sections: readonly Section[]
  preservation: readonly PreservationItem[]
  parameters: readonly Parameter[]
}

export function stepsOf({ sections }: Pick<Runbook, 'sections'>): Step[] {
  return sections.flatMap(({ steps }) => steps)
}

/** All commands a step may have somebody type, those of its checks included. */
export function commandsOfStep({ commands, checks }: Pick<Step, 'commands' | 'checks'>): Command[] {
  return [...commands, ...checks.flatMap((check) => check.commands)]
}
