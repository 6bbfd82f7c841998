// By when, as it is answered: every kind by its own name, instants written out, and late for what is past.
import type { z } from 'zod'
import type { Due as DueShape } from '../../contract/obligation.ts'
import { formatInstant, second } from '../../core/kernel/instant.ts'
import type { Anchor } from '../../core/obligation/anchor.ts'
import type { Due } from '../../core/obligation/due.ts'

type DueAnswer = z.output<typeof DueShape>

const elapsedOf = (milliseconds: number | null) => (milliseconds === null ? null : Math.floor(milliseconds / second))

function countedFrom(anchor: Anchor) {
  if (anchor.kind === 'clock') {
    const { clock, at, by, basis } = anchor.reading
    return { kind: 'clock' as const, of: clock, at: formatInstant(at), by, basis }
  }
  const { rule, at, by } = anchor.filing
  return { kind: 'filing' as const, of: rule, at: formatInstant(at), by, basis: null }
}

export function dueAnswer(due: Due, lateBy: number | null, titleOf: (rule: string) => string): DueAnswer {
  switch (due.kind) {
    case 'no-deadline': {
      const { kind, said, clock, anchor, elapsed } = due
      return { kind, said, clock, since: anchor === null ? null : countedFrom(anchor).at, elapsed: elapsedOf(elapsed) }
    }
    case 'clock-not-started': {
      const { kind, said, clock, because, information } = due
      return { kind, said, clock, because, information: information.map((one) => ({ ...one, at: formatInstant(one.at) })) }
    }
    case 'stage-not-filed':
      return { kind: due.kind, said: due.said, stages: due.stages.map((rule) => ({ rule, title: titleOf(rule) })) }
    case 'no-firm-date':
      return { kind: due.kind, said: due.said, why: due.why, because: due.because, elapsed: elapsedOf(due.elapsed) }
    case 'due': {
      const firm = {
        said: due.said,
        strict: formatInstant(due.strict),
        relief: due.relief === null ? null : { at: formatInstant(due.relief.at), condition: due.relief.condition },
        counted_from: countedFrom(due.anchor),
        words: due.words,
        time_zone: due.zone,
        information: due.information.map((one) => ({ ...one, at: formatInstant(one.at) })),
        others: due.others.map(({ anchor, strict }) => ({ counted_from: countedFrom(anchor), strict: formatInstant(strict) })),
      }
      return lateBy === null ? { kind: 'due', ...firm } : { kind: 'late', ...firm, late_by: lateBy }
    }
  }
}
