// What became of the files, a line for each, so that a log can be searched; or as GitHub shows it beside the files.
import { workflowCommand } from '../../core/lint/report/workflowCommand.ts'
import type { Pushed } from './pushFiles.ts'

export type Paint = (kind: 'error' | 'warning' | 'good' | 'dim', text: string) => string

const mostChanges = 6

/** Texts and names come from others: nothing in them steers a terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}

function standing({ outcome, waits_for }: Pushed): string {
  if (outcome === 'in-force') return 'in force'
  return outcome === 'proposed' && waits_for.length > 0 ? `proposed (waits for ${waits_for.join(', ')})` : outcome
}

function problemsOf({ problems, because }: Pushed) {
  const refusing = problems.filter(({ refuses }) => refuses)
  return refusing.length > 0 ? refusing : [{ rule: 'refused', message: because, line: 1, column: 1 }]
}

function said(line: Pushed): string {
  const more = line.changes.length - mostChanges
  const changes = [...line.changes.slice(0, mostChanges), ...(more > 0 ? [`and ${more} more`] : [])]
  const dirty = line.committed === false && line.outcome !== 'unchanged' ? ['not committed'] : []
  return [...dirty, ...changes].join('; ')
}

const tones = { unchanged: 'dim', proposed: 'warning', 'in-force': 'good', refused: 'error' } as const

export function printPretty(lines: readonly Pushed[], paint: Paint): string {
  return lines
    .flatMap((line) => {
      const tell = (place: string, word: string, rest: string) =>
        `${printable(line.path)}${place}: ${paint(tones[line.outcome], printable(word))}${rest === '' ? '' : `: ${printable(rest)}`}`
      if (line.outcome !== 'refused') return [tell('', standing(line), said(line))]
      return problemsOf(line).map(({ line: at, column, message }) => tell(`:${at}:${column}`, 'refused', message))
    })
    .join('\n')
}

export function printGithub(lines: readonly Pushed[]): string {
  return lines
    .flatMap((line) => {
      if (line.outcome === 'unchanged') return []
      if (line.outcome === 'refused') {
        return problemsOf(line).map(({ rule, message, line: at, column }) =>
          workflowCommand({
            level: 'error',
            file: printable(line.path),
            title: rule,
            message: printable(message),
            place: { line: at, col: column },
          }),
        )
      }
      const title = printable(standing(line))
      return [
        workflowCommand({
          level: 'notice',
          file: printable(line.path),
          title,
          message: printable(said(line)) || title,
          place: { line: 1 },
        }),
      ]
    })
    .join('\n')
}

export function printSum(lines: readonly Pushed[], dryRun: boolean): string {
  const count = (outcome: Pushed['outcome']) => lines.filter((line) => line.outcome === outcome).length
  const sums = [
    `${count('in-force')} in force`,
    `${count('proposed')} proposed`,
    `${count('unchanged')} unchanged`,
    `${count('refused')} refused`,
  ]
  return `${lines.length} ${lines.length === 1 ? 'file' : 'files'}: ${sums.join(', ')}.${dryRun ? ' Nothing was sent to stay: this was a dry run.' : ''}`
}
