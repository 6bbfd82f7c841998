// What is said of evidence when it is kept: what it shows, where it is from, what it covers, and what of the list it keeps.
import { type Dispatch, type SetStateAction, useState } from 'react'
import type { PreservationId, RunId } from '../../../core/kernel/ids.ts'
import { AreaField, SelectField, TextField } from '../../kit/Field.tsx'
import type { Run } from '../incident/incidentShape.ts'
import lines from '../incident/Lines.module.css'
import styles from './Evidence.module.css'
import type { Preservation, Told } from './evidenceShape.ts'
import { InstantField } from './InstantField.tsx'
import { localInstant } from './localInstant.ts'

const empty = { description: '', source: '', query: '', from: '', to: '', taken: '', step: '', preservation: '' }
export type Telling = typeof empty

export function useTelling(preservation: string): [Telling, Dispatch<SetStateAction<Telling>>] {
  return useState<Telling>({ ...empty, preservation })
}

/** Why it cannot be sent so; null: it can. */
export function whyNotTold({ from, to }: Telling): string | null {
  const [first, last] = [localInstant(from), localInstant(to)]
  return first && last && first > last ? 'What it covers ends before it begins.' : null
}

const text = (name: string, value: string) => (value.trim() ? { [name]: value.trim() } : {})
const time = (name: string, value: string) => {
  const at = localInstant(value)
  return at ? { [name]: at } : {}
}

/** As the contract takes it: what was left empty is left out. */
export function toldOf(telling: Telling, run: Run | null): Omit<Told, 'name'> {
  const { description, source, query, from, to, taken, step, preservation } = telling
  return {
    ...text('description', description),
    ...text('source', source),
    ...text('query', query),
    ...time('covers_from', from),
    ...time('covers_to', to),
    ...time('happened_at', taken),
    ...(step && run ? { step: { run_id: run.id as RunId, step_id: step } } : {}),
    ...(preservation ? { preservation_id: preservation as PreservationId } : {}),
  }
}

const stepLabel = (sentence: string) => (sentence.length > 70 ? `${sentence.slice(0, 68)}…` : sentence)

type TellProps = {
  telling: Telling
  onTell: Dispatch<SetStateAction<Telling>>
  run: Run | null
  toKeep: readonly Preservation[]
}

export function TellMore({ telling, onTell, run, toKeep }: TellProps) {
  const set = (name: keyof Telling) => (value: string) => onTell((before) => ({ ...before, [name]: value }))
  const steps = run?.sections.flatMap((section) => section.steps) ?? []
  return (
    <>
      {toKeep.length > 0 && (
        <SelectField
          label="It keeps"
          hint="What on the list of what is lost is settled by it."
          value={telling.preservation}
          onChange={set('preservation')}
          choices={[
            { value: '', label: 'nothing on the list' },
            ...toKeep.map(({ id, evidence }) => ({ value: id, label: stepLabel(evidence) })),
          ]}
        />
      )}
      <TextField
        label="What it shows"
        hint="In your own words; may be left empty."
        value={telling.description}
        onChange={set('description')}
      />
      <details className={lines.past}>
        <summary>Where it is from, and what it covers</summary>
        <div className={styles.more}>
          <TextField label="Taken from" hint="For instance: AWS account 123456789012" value={telling.source} onChange={set('source')} />
          <AreaField
            label="What was asked"
            hint="So that somebody else can ask it again."
            value={telling.query}
            onChange={set('query')}
            rows={2}
            mono
          />
          <div className={styles.pair}>
            <InstantField label="Covers from" value={telling.from} onChange={set('from')} />
            <InstantField label="to" value={telling.to} onChange={set('to')} />
          </div>
          <InstantField label="Taken at" hint="Left empty: now." value={telling.taken} onChange={set('taken')} />
          {steps.length > 0 && (
            <SelectField
              label="Step of the runbook"
              value={telling.step}
              onChange={set('step')}
              choices={[
                { value: '', label: 'none' },
                ...steps.map(({ id, text: sentence }, at) => ({ value: id, label: `${at + 1}. ${stepLabel(sentence)}` })),
              ]}
            />
          )}
        </div>
      </details>
    </>
  )
}
