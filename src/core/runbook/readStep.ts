// One item of a list as a step: what to do, with what, how it is checked, and who must do it.
import type { ListItem, Nodes } from 'mdast'
import { oneLine, plainText, positionOf } from '../document/plainText.ts'
import type { DocumentProblem, Position } from '../document/problem.ts'
import { withoutOwnVariables } from './parameters.ts'
import { type Part, partsOf } from './parts.ts'
import { readHandles } from './readHandles.ts'
import { type Check, commandsOfStep, type Requirement, type Step } from './runbook.ts'
import { takeExplicitId } from './stepId.ts'

/** A step before it has its id: ids are given when the whole document is known. */
export type StepDraft = Omit<Step, 'id'> & { explicitId: string | null }

/** `after`: code that stands behind the list without indentation and belongs to its last item. */
export function readStep(item: ListItem, after: readonly Nodes[], problems: DocumentProblem[]): StepDraft {
  return stepFromParts(partsOf(item), after, positionOf(item), problems)
}

/** A paragraph with a block of code below it, in a section that has no list. */
export function stepFromProse(paragraph: Nodes, code: readonly Nodes[], problems: DocumentProblem[]): StepDraft {
  const part: Part = { label: null, text: oneLine(plainText(paragraph)), nodes: [paragraph], position: positionOf(paragraph) }
  return stepFromParts([part], code, part.position, problems)
}

function stepFromParts(parts: readonly Part[], after: readonly Nodes[], position: Position, problems: DocumentProblem[]): StepDraft {
  const [main, ...rest] = parts
  const checks: Check[] = []
  const needs: Requirement[] = []
  const details: string[] = []
  const nodes: Nodes[] = [...(main?.nodes ?? []), ...after]
  for (const part of rest) {
    const last = checks.at(-1)
    if (part.label === 'check')
      checks.push({ text: part.text, commands: readHandles(part.nodes).commands, ifNot: null, position: part.position })
    else if (part.label === 'ifNot' && last !== undefined) {
      checks[checks.length - 1] = {
        ...last,
        ifNot: last.ifNot === null ? part.text : `${last.ifNot} ${part.text}`,
        commands: [...last.commands, ...readHandles(part.nodes).commands],
      }
    } else if (part.label === 'needs') needs.push(...readRequirements(part, problems))
    else {
      if (part.text !== '') details.push(part.text)
      nodes.push(...part.nodes)
    }
  }
  const { id: explicitId, text } = takeExplicitId(main?.text ?? '')
  const handles = readHandles(nodes)
  return withOwnVariables({ explicitId, text, details, checks, needs, position, ...handles })
}

function withOwnVariables(step: StepDraft): StepDraft {
  const all = commandsOfStep(step)
  return {
    ...step,
    commands: withoutOwnVariables(step.commands, all),
    checks: step.checks.map((check) => ({ ...check, commands: withoutOwnVariables(check.commands, all) })),
  }
}

/** “commander and a second person”, “two people”, “communications lead”. */
export function readRequirements(part: Pick<Part, 'text' | 'position'>, problems: DocumentProblem[]): Requirement[] {
  const names = part.text.replace(/[.;]+$/, '').split(/,|\s(?:and|plus)\s/)
  const needs = names.flatMap((name): Requirement[] => {
    const words = name
      .trim()
      .toLowerCase()
      .replace(/^(?:an?|the)(?:\s|$)/, '')
    if (/^(?:second|another|different) person\b|^two (?:people|persons)\b|^four eyes\b/.test(words)) return [{ kind: 'second-person' }]
    const role = words
      .replace(/^incident\s/, '')
      .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
      .replace(/^-|-$/g, '')
    return role === '' ? [] : [{ kind: 'role', role }]
  })
  if (needs.length === 0) {
    problems.push({ rule: 'step/needs-nobody', message: '“Needs:” must name a role or “a second person”.', position: part.position })
  }
  return needs
}
