// Everything the demo will live through, written before it begins: the quarter, what fires in it, what the tools send.
import { addDays, dateAt, quarterBefore } from '../../core/kernel/deadline.ts'
import { day, type Instant } from '../../core/kernel/instant.ts'
import type { Config } from '../../server/config.ts'
import { company } from './company.ts'
import type { Plot } from './incidents/plot.ts'
import { writePlots } from './incidents/plots.ts'
import { type Letter, readLetters, secrets } from './letters.ts'
import { type Story, tellStory } from './story.ts'
import { arrivalsInOrder } from './timeline.ts'

/** So many days before the quarter the company begins to use Tickmark. */
const daysBefore = 2

export function neverHere(what: string): never {
  throw new Error(`The demo’s story has no ${what}: nothing in it should have asked for one.`)
}

export type Script = {
  quarter: { first: string; last: string }
  firstDay: string
  story: Story
  letters: readonly Letter[]
  plots: readonly Plot[]
  /** Of everything that is drawn by chance elsewhere. */
  seed: string
}

/** The last one that is wholly over. */
export function quarterAt(now: Instant): Script['quarter'] {
  return quarterBefore(dateAt(now, company.timeZone))
}

/** Everything that depends on the instant the story ends happens in its last days. Before, two stories of one quarter are the same. */
export const lastDays = 3 * day

/** `now`: the instant the story ends, by the real clock. `after`: letters until then are not wanted. */
export async function writeScript(config: Config, now: Instant, after: Instant | null = null): Promise<Script> {
  const quarter = quarterAt(now)
  const firstDay = addDays(quarter.first, -daysBefore)
  const plots = writePlots({ quarter, now })
  const ofIncidents = plots.flatMap(({ firings }) => firings)
  const story = tellStory(firstDay, quarter, now, ofIncidents)
  const seed = `demo ${quarter.first}`
  const letters = await readLetters(arrivalsInOrder(story, secrets), seed, after, {
    certificates: () => neverHere('certificate to fetch'),
    maxDecodedBytes: config.deliveryMaxDecodedBytes,
    onDefect: (error) => {
      throw error
    },
  })
  return { quarter, firstDay, story, letters, plots, seed }
}
