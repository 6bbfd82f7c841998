// evidence/window-longer-than-log: more time to take evidence than the log lives.
import { amountsIn, leastDays } from '../../claims/amount.ts'
import type { HouseLog } from '../../house.ts'
import type { Read } from '../../reading/readText.ts'
import { spanOf } from '../clause.ts'
import { keepCells, logIn } from '../logNames.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const lives =
  /\b(?:keeps?|kept|retained?|retains|available|lives?|stored?|holds?|lasts?|goes back|reaches back|keep(?: them| it)? before|within)(?:\s+(?:for|up to|at least|about|there|all|events?|them|it))*\s*$/i
/** A copy of our own lives as long as we say. */
const ours = /\b(?:cop(?:y|ies)|exports?|exported|archived?|bucket|folder|vault|case|trail|our own|evidence store|backups?)\b/i

export const windowLongerThanLog: Rule = {
  id: 'evidence/window-longer-than-log',
  element: 'evidence',
  level: 'error',
  title: 'More time than the log lives',
  explanation:
    'The document gives a time within which a log can be had, and by the retention catalogue the log is gone before: whoever believes the document comes too late. Where your plan or setting keeps it longer, say so in the sentence and switch the rule off with that reason. How long a copy of your own is kept is another matter and is left alone.',
  house: {
    logs: [
      { id: 'aws-cloudtrail-history', name: 'AWS CloudTrail Event history', phrase: 'cloudtrail event history', product: null, days: 90 },
    ],
    ...{ people: null, paths: null, reviewedOn: null, texts: null },
  },
  bad: '## Preserve\n\n| Evidence | Where | Keep before |\n|---|---|---|\n| Events of the key | CloudTrail event history | 400 days after the event |\n',
  good: '## Preserve\n\n| Evidence | Where | Keep before |\n|---|---|---|\n| Events of the key | CloudTrail event history | 90 days after the event |\n\nExport the CloudTrail event history and keep the copy for 400 days.\n',
  find({ text, house: { logs } }): RuleFinding[] {
    if (logs === null) return []
    return text.reads.flatMap((read) => {
      if (read.unit.kind === 'code' || !mayLast.test(read.unit.text)) return []
      return read.unit.kind === 'row' ? inRow(read, logs) : inSentences(read, logs)
    })
  },
}

/** Few lines name a length of time. */
const mayLast = /min|h(?:ou)?rs?\b|\d\s?h\b|day|week|month|year/i

function inRow(read: Read, logs: readonly HouseLog[]): RuleFinding[] {
  const log = logIn(
    read.unit.text,
    read.unit.codes.map(({ value }) => value),
    logs,
  )
  if (log === null) return []
  return keepCells(read).flatMap((cell) => {
    const at = read.unit.text.indexOf(cell.text, cell.start)
    const [first] = amountsIn(cell.text)
    return first === undefined || at < 0 ? [] : findingOf(read, log, first, at)
  })
}

function inSentences(read: Read, logs: readonly HouseLog[]): RuleFinding[] {
  const { text } = read.unit
  const sentences = [...text.matchAll(/[^.;!?]+(?:[.;!?](?!\s|$)[^.;!?]*)*/g)]
  return sentences.flatMap(({ 0: words, index }) => {
    const codes = read.unit.codes.filter(({ start, end }) => start >= index && end <= index + words.length)
    const log = logIn(
      words,
      codes.map(({ value }) => value),
      logs,
    )
    if (log === null) return []
    return amountsIn(words).flatMap((amount) => {
      const lead = words.slice(0, amount.start)
      const isWindow = lives.test(lead) || /^\s+(?:after the event|are over)/i.test(words.slice(amount.end))
      return isWindow && !ours.test(lead.replace(new RegExp(log.phrase, 'i'), '')) ? findingOf(read, log, amount, index) : []
    })
  })
}

function findingOf(read: Read, log: HouseLog, amount: ReturnType<typeof amountsIn>[number], at: number): RuleFinding[] {
  if (log.days === null || leastDays(amount) <= log.days * 1.02) return []
  const { quote, ...place } = spanOf(read, at + amount.start, at + amount.end)
  const days = log.days >= 2 ? `${Math.floor(log.days)} days` : `${Math.round(log.days * 24)} hours`
  return [
    {
      ...place,
      message: `${quote}: ${log.name} lives ${days} at most by the retention catalogue (\`${log.id}\`), so there is nothing left to take by then.`,
      suggestion: `Say “${days} after the event (\`${log.id}\`)”, or name the copy that lives longer and where it is.`,
    },
  ]
}
