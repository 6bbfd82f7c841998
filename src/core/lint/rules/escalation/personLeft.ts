// escalation/person-left: somebody to reach who does not work here any more.
import type { House, HousePerson } from '../../house.ts'
import type { Read } from '../../reading/readText.ts'
import { quoted } from '../clause.ts'
import { sameName } from '../houseNames.ts'
import type { Rule, RuleFinding } from '../rule.ts'

/** Who wrote or looked at a text stays true after they left. */
const record = /\b(?:reviewed|written|approved|authored|prepared|last changed|author|created|signed|exercise|drill|tabletop)\b/i

export const personLeft: Rule = {
  id: 'escalation/person-left',
  element: 'escalation',
  level: 'error',
  title: 'Somebody who left',
  explanation:
    'The directory says that the person left. Whoever is woken tonight calls somebody who cannot help, and loses the minutes that were meant for the next level. Records of who reviewed or wrote the document are left alone. Name whoever has the task now, or better the rotation, which never leaves.',
  house: {
    people: [
      { name: 'Ada Example', email: 'ada@example.com', leftOn: null },
      { name: 'Grace Sample', email: 'grace@example.com', leftOn: '2026-03-31' },
    ],
    ...{ paths: null, logs: null, reviewedOn: null, texts: null },
  },
  bad: '## Escalation\n\nPage Ada Example in PagerDuty. No answer after 15 minutes: call Grace Sample and write in #incidents.\n',
  good: '## Escalation\n\nPage Ada Example in PagerDuty. No answer after 15 minutes: page the secondary and write in #incidents.\n\n## Maintenance\n\nLast reviewed 2026-02-01 by Grace Sample.\n',
  find({ text, house }): RuleFinding[] {
    const left = whoLeft(house)
    if (left.length === 0) return []
    const inFields = text.frontMatter === null ? [] : mentions(text.frontMatter.text, text.frontMatter.offset, left)
    return [...inFields, ...text.reads.flatMap((read) => (isRecord(read) ? [] : mentions(read.unit.text, read.unit.offset, left)))]
  },
}

/** Whoever came back under the same name is here. */
function whoLeft({ people }: House): HousePerson[] {
  return (people ?? []).filter(
    ({ name, leftOn }) => leftOn !== null && !people?.some((other) => other.leftOn === null && sameName(other.name, name)),
  )
}

function isRecord({ unit, headed }: Read): boolean {
  return unit.kind === 'code' || headed.has('training') || headed.has('review') || record.test(unit.text)
}

function mentions(words: string, offset: number, left: readonly HousePerson[]): RuleFinding[] {
  return left.flatMap(({ name, email, leftOn }) => {
    const known = [...(name.trim().includes(' ') ? [name.trim()] : []), ...(email === null ? [] : [email])]
    return known.flatMap((each) =>
      placesOf(each, words).map((start) => ({
        start: offset + start,
        end: offset + start + each.length,
        message: `${quoted(words.slice(start, start + each.length))} left on ${leftOn}: the call that was meant to help reaches nobody.`,
        suggestion:
          'Name whoever has the task now, or the rotation and how it is paged: “Security primary, `/pd trigger security-primary`”.',
      })),
    )
  })
}

function placesOf(name: string, words: string): number[] {
  const [lower, wanted] = [words.toLowerCase(), name.toLowerCase()]
  const places: number[] = []
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const around = `${lower[at - 1] ?? ' '}${lower[at + wanted.length] ?? ' '}`
    if (!/[\p{L}\d@]/u.test(around)) places.push(at)
  }
  return places
}
