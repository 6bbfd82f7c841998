// The organization: its name and the time zone its audit days are counted in.
import { useState } from 'react'
import { organizationApi } from '../../../contract/organization.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useMay, useMe, useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { CopyButton } from '../../kit/Copy.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { timeZoneChoices } from '../../kit/timeZones.ts'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'

function NameAndZone({ name: nameNow, zone: zoneNow }: { name: string; zone: string }) {
  const [name, setName] = useState(nameNow)
  const [zone, setZone] = useState(zoneNow)
  const change = useSend(organizationApi.change, ['session'])
  const why = useWhyNot('organization:write')
  const same = name.trim() === nameNow && zone === zoneNow ? 'Nothing is changed yet.' : null
  const save = async () => {
    const body = { ...(name.trim() !== nameNow ? { name } : {}), ...(zone !== zoneNow ? { time_zone: zone } : {}) }
    if (await change.send({ body })) toast('Saved.')
  }
  return (
    <Form onSubmit={() => void save()} label="Organization">
      <Refused problem={change.problem} />
      <TextField
        label="Name"
        hint="Stands on every page and in every audit package."
        value={name}
        onChange={setName}
        error={change.problem ? fieldProblem(change.problem, '/name') : undefined}
        required
      />
      <SelectField
        label="Time zone"
        hint="In which the days of an audit period begin and end. Audits that are open keep theirs."
        value={zone}
        onChange={setZone}
        choices={timeZoneChoices(zone)}
      />
      <div className="row">
        <Button type="submit" kind="primary" busy={change.sending} why={why ?? same}>
          Save
        </Button>
      </div>
    </Form>
  )
}

export function OrganizationPage() {
  const me = useMe()
  const mayWrite = useMay('document:write')
  if (!me) return null
  const { organization } = me
  return (
    <Page title="Organization" width="form">
      <NameAndZone name={organization.name} zone={organization.time_zone} />
      {mayWrite && (
        <Section title="Documents" lead="When a tool changes, the policy and the runbooks can be written anew for it; your own words stay.">
          <div className="row">
            <ButtonLink href={paths.setUpDocuments()}>Set up documents</ButtonLink>
            <ButtonLink href={paths.importDocuments()}>Import documents</ButtonLink>
          </div>
        </Section>
      )}
      <Section title="On record">
        <Facts
          facts={[
            { word: 'Since', is: <Time at={organization.created_at} exact /> },
            {
              word: 'Id',
              is: (
                <>
                  <code>{organization.id}</code> <CopyButton text={organization.id} what="id" />
                </>
              ),
            },
            organization.simulated_until && {
              word: 'Demo',
              is: (
                <>
                  times before <Time at={organization.simulated_until} exact /> are simulated
                </>
              ),
            },
          ]}
        />
      </Section>
    </Page>
  )
}
