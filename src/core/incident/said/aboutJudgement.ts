// How entries about judgement read: how severe it is, and when its clocks started.
import { clockMeanings } from '../../obligation/clock.ts'
import { after, type Say, written } from './told.ts'

const meanings: Readonly<Record<string, string>> = clockMeanings

export const aboutJudgement: Record<string, Say> = {
  'severity.set': (told) => {
    const level = told.text('level')
    const override = told.text('override_reason')
    const because = told
      .list('because')
      .filter((one) => typeof one === 'string')
      .join(' ')
    if (override !== null) {
      return written(`Set the severity to ${level ?? 'none'}, where the facts give ${told.text('computed') ?? 'none'}`, override)
    }
    if (level === null) return 'Answered the severity questions; no level holds yet.'
    const least = told.text('certainty') === 'at-least' ? ' at least' : ''
    return written(`Set the severity to ${level}${least}`, because === '' ? null : because)
  },
  'clock.read': (told) => {
    const clock = told.text('clock')
    const meaning = clock === null || !Object.hasOwn(meanings, clock) ? 'a clock started' : meanings[clock]
    const began = `${told.text('corrects') === null ? 'Stated' : 'Corrected'} when ${meaning}${after(': ', told.time('reads'))}`
    return written(began, told.text('basis')).replace(/ UTC: /, ' UTC. ')
  },
}
