// Who is on call now, in which turn; and the escalation paths with what would keep each from reaching somebody tonight.
import { useState } from 'react'
import { escalationPathApi } from '../../../contract/escalationPath.ts'
import { rotationApi } from '../../../contract/rotation.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link, useGo } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './Escalation.module.css'
import type { EscalationPath, Rotation } from './escalationShape.ts'
import { VerifyDialog } from './VerifyDialog.tsx'
import { weekdays } from './weekdays.ts'

function Rotations({ rotations }: { rotations: readonly Rotation[] }) {
  if (rotations.length === 0)
    return <Empty title="No rotation yet">People who take turns by the week; a path of escalation names them.</Empty>
  return (
    <Table
      label="Rotations"
      rows={rotations}
      keyOf={({ id }) => id}
      columns={[
        { word: 'Rotation', bare: true, grow: true, cell: ({ id, name }) => <Link href={paths.rotation(id)}>{name}</Link> },
        {
          word: 'On call now',
          cell: ({ on_call }) =>
            on_call ? (
              <span>
                <b>{on_call.person.name}</b>
                {on_call.because === 'override' && ' (standing in)'}
                {on_call.until && (
                  <span className="dim">
                    , until <Time at={on_call.until} />
                  </span>
                )}
              </span>
            ) : (
              <StatusMark status="exception">nobody</StatusMark>
            ),
        },
        { word: 'Turns', wrap: true, cell: ({ people }) => people.map(({ name }) => name).join(', ') },
        { word: 'Hand-over', cell: ({ handover, time_zone }) => `${weekdays[handover.weekday - 1]} ${handover.time}, ${time_zone}` },
      ]}
    />
  )
}

function PathLevels({ path }: { path: EscalationPath }) {
  const [tried, setTried] = useState<number | null>(null)
  const mayNot = useWhyNot('escalation:write')
  const go = useGo()
  return (
    <Section
      title={path.name}
      lead={<code>{path.key}</code>}
      actions={
        <Button small why={mayNot} label={`Change ${path.name}`} onPress={() => go(paths.escalationPath(path.id))}>
          Change
        </Button>
      }
    >
      {path.problems.length === 0 ? (
        <StatusMark status="conforms">Nothing would keep it from reaching somebody tonight</StatusMark>
      ) : (
        <ul className={styles.problems}>
          {path.problems.map(({ message }) => (
            <li key={message}>
              <StatusMark status="exception">{message}</StatusMark>
            </li>
          ))}
        </ul>
      )}
      <Table
        label={`Levels of ${path.name}`}
        rows={path.levels}
        keyOf={({ level }) => String(level)}
        columns={[
          { word: 'Level', number: true, cell: ({ level }) => level },
          { word: 'Who', bare: true, grow: true, cell: ({ target }) => <b>{target.name}</b> },
          { word: 'Backup', cell: ({ backup }) => backup?.name ?? <span className="dim">nobody</span> },
          { word: 'By', wrap: true, cell: ({ mechanism, paging_policy }) => [mechanism, paging_policy].filter(Boolean).join(', ') || '–' },
          { word: 'Telephone', cell: ({ call }) => (call ? <a href={call}>{call.replace(/^tel:/, '')}</a> : '–') },
          { word: 'Channel', cell: ({ channel }) => channel ?? '–' },
          { word: 'Then after', cell: ({ wait_minutes }) => (wait_minutes === null ? '–' : `${wait_minutes} min`) },
          {
            word: 'Last reached somebody',
            cell: ({ last_verified_at }) => (last_verified_at ? <Time at={last_verified_at} /> : <span className="dim">never tried</span>),
          },
          {
            word: '(It reached somebody)',
            bare: true,
            cell: ({ level }) => (
              <Button small why={mayNot} label={`It works: level ${level} of ${path.name}`} onPress={() => setTried(level)}>
                It works
              </Button>
            ),
          },
        ]}
      />
      {tried !== null && <VerifyDialog path={path} level={tried} onClose={() => setTried(null)} />}
    </Section>
  )
}

export function OnCallPage() {
  const rotations = useCall(rotationApi.rotations)
  const escalation = useCall(escalationPathApi.paths)
  const problem = rotations.error ?? escalation.error
  const mayNot = useWhyNot('escalation:write')
  const go = useGo()
  return (
    <Page
      title="On call"
      lead="Who would be woken now, and what would keep that from working."
      actions={
        <>
          <Button why={mayNot} onPress={() => go(paths.newRotation())}>
            Add a rotation
          </Button>
          <Button why={mayNot} onPress={() => go(paths.newEscalationPath())}>
            Add an escalation path
          </Button>
        </>
      }
    >
      {(rotations.isPending || escalation.isPending) && <Skeleton lines={8} />}
      {problem && !(rotations.data && escalation.data) && <Failed what="Who is on call cannot be shown" why={problem.message} />}
      {rotations.data && (
        <Section title="Rotations" count={rotations.data.items.length}>
          <Rotations rotations={rotations.data.items} />
        </Section>
      )}
      {escalation.data?.items.length === 0 && (
        <Section title="Escalation paths">
          <Empty title="No escalation path yet">
            A path says whom to reach first, who stands in, and how long to wait; a policy’s severity names it.
          </Empty>
        </Section>
      )}
      {escalation.data?.items.map((path) => (
        <PathLevels key={path.id} path={path} />
      ))}
    </Page>
  )
}
