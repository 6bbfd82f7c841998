// Values the commands of a step still need: asked once, with the runbook's own question, and filled in everywhere.
import { useState } from 'react'
import { runApi } from '../../../contract/runbook.ts'
import { Button } from '../../kit/Button.tsx'
import type { Run, RunStep } from './incidentShape.ts'
import styles from './NextStep.module.css'
import type { Work } from './useIncident.ts'

export function missingOf(step: RunStep): string[] {
  return [...new Set([...step.commands, ...step.checks.flatMap(({ commands }) => commands)].flatMap(({ missing }) => missing))]
}

function Value({ name, run, value, onChange }: { name: string; run: Run; value: string; onChange: (value: string) => void }) {
  const parameter = run.parameters.find((one) => one.name === name)
  return (
    <label className={styles.value}>
      <span>
        <code>{name}</code> {parameter?.ask ?? 'Which value?'}
      </span>
      <input
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        placeholder={parameter?.example ? `for instance ${parameter.example}` : ''}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  )
}

export function MissingValues({ step, run, work }: { step: RunStep; run: Run; work: Work }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const names = missingOf(step)
  if (names.length === 0) return null
  const filled = Object.fromEntries(names.flatMap((name) => (values[name]?.trim() ? [[name, values[name].trim()]] : [])))
  const waiting = work.pending('values', run.id)
  const give = () => {
    work.act(runApi.giveParameters, {
      does: 'values',
      on: run.id,
      says: `Values for the commands: ${Object.keys(filled).join(', ')}`,
      params: { ...work.params, runId: run.id },
      body: { values: filled },
    })
    setValues({})
  }
  return (
    <form
      className={`${styles.values} screen-only`}
      aria-label="Values for the commands"
      onSubmit={(event) => {
        event.preventDefault()
        if (Object.keys(filled).length > 0) give()
      }}
    >
      {names.map((name) => (
        <Value key={name} name={name} run={run} value={values[name] ?? ''} onChange={(value) => setValues({ ...values, [name]: value })} />
      ))}
      <div className="row">
        <Button type="submit" why={work.whyNot ?? (Object.keys(filled).length === 0 ? 'Type a value first; never a secret.' : null)}>
          Fill in
        </Button>
        {waiting && <span className="dim">Given, not yet recorded; filled in as soon as the server answers.</span>}
      </div>
    </form>
  )
}
