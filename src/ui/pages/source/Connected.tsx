// A source was made or its key renewed: its address, shown once, what to do with it, and whether it works.
import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { sourceApi } from '../../../contract/source.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { FirstDelivery } from './FirstDelivery.tsx'
import styles from './SourcePages.module.css'

export function Connected({ made, renewed = false }: { made: ReplyOf<typeof sourceApi.create>; renewed?: boolean }) {
  return (
    <>
      <div className={styles.once}>
        <strong>The address of {made.name}, shown only now</strong>
        <Code text={made.hook_url} what="the address" wrap />
        <p className="dim">
          It holds the source’s key, which is kept here only as a hash. Whoever has it can send in this source’s name. If it is lost, renew
          the key.
          {renewed && ' The old address has stopped working.'}
        </p>
      </div>
      {!renewed && (
        <Section title="Is it there?">
          <FirstDelivery sourceId={made.id} />
        </Section>
      )}
      <Section title="What to do in the tool">
        <ol className={styles.steps}>
          {made.setup.map((step) => (
            <li key={step.title}>
              <div className={styles.step}>
                <strong>{step.title}</strong>
                <p className="prose">{step.text}</p>
                {step.code && <Code text={step.code.text} what={step.title} />}
              </div>
            </li>
          ))}
          {made.heartbeat_seconds !== null && (
            <li>
              <div className={styles.step}>
                <strong>Let it be heard when nothing happens</strong>
                <p className="prose">
                  Any delivery counts as a sign of life. Where the tool is quiet for longer than its interval, call this address from a
                  timer; it says nothing but “alive”.
                </p>
                <Code text={`curl -fsS -X POST '${made.heartbeat_url}'`} what="the heartbeat command" wrap />
              </div>
            </li>
          )}
        </ol>
      </Section>
      <div className="row">
        <ButtonLink href={paths.source(made.id)}>Go to the source</ButtonLink>
        <ButtonLink href={paths.sources()}>All sources</ButtonLink>
      </div>
    </>
  )
}
