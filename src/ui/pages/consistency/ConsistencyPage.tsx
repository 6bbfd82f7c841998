// Where documents in force say two things: both sentences side by side, by kind of finding, with the way to each document.
import { getRouteApi } from '@tanstack/react-router'
import { consistencyApi } from '../../../contract/consistency.ts'
import { consistencyRules, consistencyWords } from '../../../core/consistency/inconsistency.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import type { Consistency } from './consistencyShape.ts'
import { FindingGroup } from './FindingGroup.tsx'

const route = getRouteApi('/inside/consistency')

function counted(count: number, one: string, more: string): string {
  return `${count === 1 ? 'One' : count.toLocaleString('en')} ${count === 1 ? one : more}`
}

function Lead({ documents, alert_kinds: kinds, since }: Consistency) {
  return (
    <>
      {counted(documents.policies, 'policy', 'policies')} and {counted(documents.runbooks, 'runbook', 'runbooks').toLowerCase()} in force,
      held against each other and against {counted(kinds, 'kind', 'kinds').toLowerCase()} of alert seen since <Time at={since} />. What a
      policy promises counts: where a runbook says another number, the runbook is corrected.
    </>
  )
}

function Nothing({ notes }: { notes: number }) {
  return (
    <Empty
      title={notes === 0 ? 'The documents agree' : 'Nothing to mend'}
      actions={notes > 0 && <ButtonLink href={paths.consistency('all')}>Show {counted(notes, 'note', 'notes').toLowerCase()}</ButtonLink>}
    >
      <p>
        Times, levels and escalation paths of runbooks are those of their policies, every promise has a runbook that keeps it, and every
        alert leads to one. What a sentence leaves open is not judged: only a drill shows whether steps work.
      </p>
    </Empty>
  )
}

export function ConsistencyPage() {
  const { show = 'mend' } = route.useSearch()
  const go = useGo()
  const consistency = useCall(consistencyApi.get, {}, { keep: true })
  const all = consistency.data?.items ?? []
  const shown = show === 'all' ? all : all.filter(({ level }) => level !== 'note')
  const notes = all.filter(({ level }) => level === 'note').length
  return (
    <Page
      title="Consistency"
      above={{ label: 'Runbooks', href: paths.runbooks() }}
      lead={consistency.data && <Lead {...consistency.data} />}
    >
      {all.length > 0 && (
        <div className="screen-only">
          <Switcher
            label="Findings"
            value={show}
            choices={[
              { value: 'mend', label: `To mend (${(all.length - notes).toLocaleString('en')})` },
              { value: 'all', label: `With notes (${all.length.toLocaleString('en')})` },
            ]}
            onChange={(to) => go(paths.consistency(to === 'all' ? 'all' : undefined), { replace: true })}
          />
        </div>
      )}
      {consistency.isPending && <Skeleton lines={8} height={44} />}
      {consistency.error && !consistency.data && (
        <Failed what="The documents cannot be compared" why={consistency.error.message} onRetry={() => void consistency.refetch()} />
      )}
      {consistency.data && shown.length === 0 && <Nothing notes={notes} />}
      {consistencyRules.map((rule) => {
        const findings = shown.filter((finding) => finding.rule === rule)
        return findings.length > 0 && <FindingGroup key={rule} words={consistencyWords[rule]} findings={findings} />
      })}
      {consistency.data && consistency.data.left_out > 0 && (
        <p className="dim">{consistency.data.left_out.toLocaleString('en')} more findings are left out here.</p>
      )}
    </Page>
  )
}
