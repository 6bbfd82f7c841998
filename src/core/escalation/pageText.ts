// What somebody reads who is woken: who is asked to do what, about which incident, and where. Of a private incident only its number.
import { formatInstant, type Instant } from '../kernel/instant.ts'

export type PageText = {
  number: number
  title: string
  severity: string | null
  isPrivate: boolean
  isExercise: boolean
  link: string
  to: string
  byName: string
  /** `level 1 of Security on-call`, where it is one. */
  place: string | null
  escalatesAt: Instant | null
}

const clockTime = (at: Instant) => `${formatInstant(at).slice(11, 16)} UTC`
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

function headline({ number, severity, title, isPrivate, isExercise }: PageText): string {
  const name = isExercise ? `EXERCISE INC-${number}` : `INC-${number}`
  if (isPrivate) return name
  return `${name}${severity === null ? '' : ` ${severity}`}: ${oneLine(title)}`
}

function asks({ place, isPrivate, escalatesAt }: PageText): string {
  const next = escalatesAt === null ? '' : ` Without an answer by ${clockTime(escalatesAt)} the next level is paged.`
  return `You are paged${place === null || isPrivate ? '' : ` as ${place}`}. Open the incident and acknowledge it.${next}`
}

export function mailText(page: PageText): { subject: string; text: string } {
  const by = page.isPrivate ? [] : ['', `Asked for by ${oneLine(page.byName)}.`]
  return {
    subject: `${headline(page)} – you are paged`,
    text: [`${oneLine(page.to)}:`, '', headline(page), '', asks(page), page.link, ...by, ''].join('\n'),
  }
}

/** Slack reads `&`, `<` and `>` as its own; nobody's title may call a whole channel. */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

export function chatText(page: PageText): string {
  return `${escaped(headline(page))}\n${escaped(oneLine(page.to))}: ${escaped(asks(page))}\n<${page.link}>`
}
