// Nothing is connected yet: what will be here, and the one thing to do first, with an example that works.
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { sourceApi } from '../../../contract/source.ts'
import { useMay, useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { FirstDelivery } from '../source/FirstDelivery.tsx'
import { firstCurl } from './firstCurl.ts'
import styles from './NowPage.module.css'

type Made = ReplyOf<typeof sourceApi.create>

export function FirstSteps({ onBegun }: { onBegun: () => void }) {
  const [made, setMade] = useState<Made | null>(null)
  const mayWrite = useMay('document:write')
  return made ? (
    <Try made={made} />
  ) : (
    <>
      <Connect
        onMade={(now) => {
          setMade(now)
          onBegun()
        }}
      />
      {mayWrite && <Documents />}
    </>
  )
}

function Documents() {
  return (
    <Section
      title="Your policy and runbooks"
      lead="Ten runbooks and a policy came along. They are written for tools that you may not have, and nobody has approved them."
    >
      <div className="row">
        <ButtonLink href={paths.setUpDocuments()}>Set them up for your tools</ButtonLink>
        <ButtonLink href={paths.importDocuments()}>Import what you have</ButtonLink>
      </div>
    </Section>
  )
}

function Connect({ onMade }: { onMade: (made: Made) => void }) {
  const why = useWhyNot('source:write')
  const create = useSend(sourceApi.create)
  const make = async () => {
    const made = await create.send({ body: { integration: 'generic', name: 'First try' } })
    if (made) onMade(made)
  }
  return (
    <Section
      title="Connect the first source"
      lead="Here will be what waits for you: alerts to review, silences to explain, deliveries that could not be read. A source is a monitoring tool that reports here."
    >
      <ol className={styles.steps}>
        <li>
          <div className={styles.step}>
            <span>Connect the tool that pages you today. It takes one address, pasted into the tool.</span>
            <ButtonLink kind="primary" href={paths.newSource()}>
              Connect a source
            </ButtonLink>
          </div>
        </li>
        <li>
          <div className={styles.step}>
            <span>Or see it work first: this makes a source named “First try” and gives you a line to paste into a shell.</span>
            <Refused problem={create.problem} />
            <Button why={why} busy={create.sending} onPress={() => void make()}>
              Make a source to try
            </Button>
          </div>
        </li>
      </ol>
    </Section>
  )
}

function Try({ made }: { made: Made }) {
  return (
    <Section title="Fire the first alert" lead="Paste this into a shell. The address in it is shown only now.">
      <Code text={firstCurl(made.hook_url)} what="the command" wrap />
      <FirstDelivery sourceId={made.id} />
    </Section>
  )
}
