// Which incident and which step of its run does somebody mean, by the names they type?
import { z } from 'zod'
import { isId } from '../../core/kernel/ids.ts'
import type { ApiClient } from '../apiClient.ts'

const Incident = z.object({ id: z.string() })
const Runs = z.object({ items: z.array(z.object({ id: z.string(), finished: z.boolean() })) })
const Run = z.object({ sections: z.array(z.object({ steps: z.array(z.object({ id: z.string() })) })) })

export async function findIncident(client: ApiClient, named: string): Promise<string> {
  if (isId('incident', named)) return named
  if (!/^(INC-)?\d{1,12}$/i.test(named)) throw new Error(`${named} is no incident's number: they are written like INC-12.`)
  return Incident.parse(await client.ask('GET', `/incidents/number/${named.toUpperCase()}`)).id
}

/** A number counts the steps of the run that is being followed: the latest that is not finished, else the latest. */
export async function findStep(client: ApiClient, incidentId: string, named: string): Promise<{ run_id: string; step_id: string }> {
  const runs = Runs.parse(await client.ask('GET', `/incidents/${incidentId}/runs`)).items
  const run = runs.findLast(({ finished }) => !finished) ?? runs.at(-1)
  if (run === undefined) throw new Error('No runbook is being followed in this incident, so it has no steps.')
  const { sections } = Run.parse(await client.ask('GET', `/incidents/${incidentId}/runs/${run.id}`))
  const steps = sections.flatMap((section) => section.steps)
  const step = /^\d+$/.test(named) ? steps[Number(named) - 1] : steps.find(({ id }) => id === named)
  if (step === undefined) throw new Error(`The run has ${steps.length} steps, and none is ${named}.`)
  return { run_id: run.id, step_id: step.id }
}
