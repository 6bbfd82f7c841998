// Beginning a notice: to whom, from which template; then its own page.
import { useState } from 'react'
import { noticeApi } from '../../../contract/notice.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { paths } from '../../paths.ts'
import type { Work } from '../incident/useIncident.ts'
import type { Duty, Notices } from './dutyShape.ts'
import { dutyName } from './dutyWords.ts'

type DraftProps = { work: Work; duty: Duty | null; templates: Notices['templates']; onClose: () => void }

const ownText = 'own'

export function DraftNotice({ work, duty, templates, onClose }: DraftProps) {
  const serving = duty === null ? templates : duty.templates
  const [to, setTo] = useState(duty?.to.join(', ') ?? '')
  const [template, setTemplate] = useState(serving[0]?.id ?? ownText)
  const create = useSendOnce(noticeApi.create)
  const go = useGo()
  const why = to.trim() === '' ? 'Say whom it goes to.' : null
  const draft = async () => {
    if (why !== null) return
    // A blank keeps it from being approved before somebody wrote it.
    const from = template === ownText ? { text: '{{what-the-notice-says}}' } : { template }
    const body = { to: to.trim(), ...from, ...(duty ? { rule: duty.rule } : {}) }
    const notice = await create.send({ params: work.params, body })
    if (notice) go(paths.notice(work.incident.id, notice.id))
  }
  return (
    <Dialog open onClose={onClose} title={duty ? `Notice: ${dutyName(duty)}` : 'A notice that nobody is obliged to'}>
      <Form label="Draft a notice" onSubmit={() => void draft()}>
        <Refused problem={create.problem} />
        <TextField
          label="To"
          hint="An e-mail address can be sent to from here. A portal or a postal address is told another way, and recorded."
          value={to}
          onChange={setTo}
          maxLength={300}
          error={fieldProblem(create.problem, '/to')}
          autoFocus
        />
        <SelectField
          label="Start from"
          hint="A template is filled with what is known of the incident; what is not known stays a blank."
          value={template}
          onChange={setTemplate}
          choices={[...serving.map(({ id, title }) => ({ value: id, label: title })), { value: ownText, label: 'Own text' }]}
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={create.sending}>
            Draft it
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}
