// Entering the clause of a customer's contract: within which time, from which clock, to which address.
import { contractApi, obligationApi } from '../../../contract/obligation.ts'
import type { ClockId } from '../../../core/obligation/clock.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useDraft } from '../../api/useDraft.ts'
import { useMe } from '../../api/useMe.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form, SelectField, TextField } from '../../kit/Field.tsx'
import { timeZoneChoices } from '../../kit/timeZones.ts'
import { toast } from '../../kit/toast.tsx'
import { type ContractValues, clockChoices, contractBody, emptyContract, type Unit, valuesOf, whyNotCounted } from './contractValues.ts'
import type { Contract } from './dutyShape.ts'

type Fields = { values: ContractValues; set: (more: Partial<ContractValues>) => void }

const unitWords: Record<Unit, string> = { hours: 'hours', days: 'days', 'business-days': 'business days' }

function Counted({ values, set }: Fields) {
  const questions = useCall(obligationApi.questions)
  const calendars = questions.data?.calendars ?? []
  const inDays = values.amount.trim() !== '' && values.unit !== 'hours'
  return (
    <>
      <TextField
        label="Within"
        hint="As a number. Left empty: “without undue delay”."
        type="number"
        min={1}
        max={1000}
        value={values.amount}
        onChange={(amount) => set({ amount })}
      />
      {values.amount.trim() !== '' && (
        <SelectField
          label="Unit"
          value={values.unit}
          onChange={(unit) => set({ unit: unit as Unit })}
          choices={(Object.keys(unitWords) as Unit[]).map((one) => ({ value: one, label: unitWords[one] }))}
        />
      )}
      <SelectField
        label="From"
        hint="The clause’s own word for the start. They are not synonyms, and another one gives another deadline."
        value={values.clock}
        onChange={(clock) => set({ clock: clock as ClockId })}
        choices={clockChoices}
      />
      {inDays && (
        <SelectField
          label="Days end in"
          hint="The time zone that the clause counts in."
          value={values.timeZone}
          onChange={(timeZone) => set({ timeZone })}
          choices={timeZoneChoices(values.timeZone)}
        />
      )}
      {inDays && values.unit === 'business-days' && (
        <SelectField
          label="Whose working days"
          value={values.calendar}
          onChange={(calendar) => set({ calendar })}
          choices={[
            { value: '', label: questions.isPending ? 'Loading' : 'Choose' },
            ...calendars.map(({ id, title, from, to }) => ({ value: id, label: `${title}, ${from.slice(0, 4)} to ${to.slice(0, 4)}` })),
          ]}
        />
      )}
    </>
  )
}

export function ContractForm({ contract, onClose }: { contract: Contract | null; onClose: () => void }) {
  const zone = useMe()?.organization.time_zone ?? 'UTC'
  const [draft, setDraft] = useDraft<ContractValues>(`contract ${contract?.id ?? 'new'}`)
  const create = useSendOnce(contractApi.create, ['incidents'])
  const change = useSendOnce(contractApi.change, ['incidents'])
  const values = draft ?? (contract ? valuesOf(contract, zone) : emptyContract(zone))
  const set = (more: Partial<ContractValues>) => setDraft({ ...values, ...more })
  const why = whyNotCounted(values) ?? (contract && draft === null ? 'Nothing is changed yet.' : null)
  const problem = create.problem ?? change.problem
  const save = async () => {
    if (why !== null) return
    const body = contractBody(values)
    const kept = contract ? await change.send({ params: { contractId: contract.id }, body }) : await create.send({ body })
    if (!kept) return
    setDraft(null)
    toast(`The contract with ${kept.customer} is entered: ${kept.said}.`)
    onClose()
  }
  const discard = () => {
    setDraft(null)
    onClose()
  }
  return (
    <Form label="Contract" onSubmit={() => void save()}>
      <Refused problem={problem} />
      <TextField
        label="Customer"
        value={values.customer}
        onChange={(customer) => set({ customer })}
        maxLength={200}
        error={fieldProblem(problem, '/customer')}
        autoFocus
      />
      <TextField
        label="Contact"
        hint="The notice address that the contract names."
        value={values.contact}
        onChange={(contact) => set({ contact })}
        maxLength={300}
        error={fieldProblem(problem, '/contact')}
      />
      <Counted values={values} set={set} />
      <AreaField label="Clause" hint="Its words, or where they stand." value={values.clause} onChange={(clause) => set({ clause })} />
      <AreaField label="Notes" value={values.notes} onChange={(notes) => set({ notes })} rows={2} />
      <div className="row">
        <Button type="submit" kind="primary" why={why} busy={create.sending || change.sending}>
          {contract ? 'Save' : 'Enter the contract'}
        </Button>
        <Button onPress={discard}>Cancel</Button>
      </div>
    </Form>
  )
}
