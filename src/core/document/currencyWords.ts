// The answer to “was it current?” in one sentence, and what an auditor should know besides.
import { type CurrencyAnswer, daysBetween, type Gap, type GapCause } from './currency.ts'

const causes: Record<GapCause, string> = {
  'nothing-in-force': 'no version was in force',
  retired: 'it was retired',
  'review-overdue': 'its review was overdue',
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`
}

export function currencyInWords(title: string, { current, gaps }: CurrencyAnswer): string {
  if (current) return `Yes: “${title}” was current throughout.`
  const by = (cause: GapCause): readonly Gap[] => gaps.filter((gap) => gap.cause === cause)
  const parts = (Object.keys(causes) as GapCause[]).flatMap((cause) => {
    const total = daysBetween({ from: 0 as never, to: by(cause).reduce((sum, { from, to }) => sum + (to - from), 0) as never })
    return by(cause).length === 0 ? [] : [`for ${days(total)} ${causes[cause]}`]
  })
  return `No: ${parts.join(', and ')}.`
}

export function remarksOf({ versions, corrections }: CurrencyAnswer): string[] {
  const remarks = versions.flatMap(({ version, isApproved, approvals }) => {
    const { effect, number, emergency } = version
    if (effect.basis === 'shipped') return [`Version ${number} came with the software and was approved by nobody.`]
    if (effect.basis === 'published') return [`Version ${number} names no approvers; it was published by one person.`]
    if (effect.basis !== 'emergency') return []
    const late = approvals.at(-1)
    const state =
      isApproved && late !== undefined
        ? `it was approved ${days(daysBetween({ from: effect.from, to: late.at }))} later`
        : 'it was not approved before the period ended'
    return [`Version ${number} was an emergency change (${emergency ?? 'no reason is open'}): ${state}.`]
  })
  const corrected = corrections.length === 0 ? [] : ['The answer is given with corrections that are named below.']
  return [...new Set([...remarks, ...corrected])]
}
