// The frame around every signed-in page: ways to go with what waits there, keys that work everywhere, banners.
import {
  IconBell,
  IconBook2,
  IconCalendarStats,
  IconChecklist,
  IconClock,
  IconFileCertificate,
  IconFlame,
  IconListCheck,
  IconSettings,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { alertApi } from '../../../contract/alert.ts'
import { documentApi } from '../../../contract/document.ts'
import { incidentApi } from '../../../contract/incident.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay, useMe } from '../../api/useMe.ts'
import { KeysSheet } from '../../kit/KeysSheet.tsx'
import { type KeyBinding, useKeys } from '../../kit/keys.ts'
import { useGo } from '../../kit/Link.tsx'
import { Shell } from '../../kit/Shell.tsx'
import type { Way } from '../../kit/ways.tsx'
import { paths } from '../../paths.ts'
import { useLedgerLine } from '../ledger/useLedgerLine.ts'
import { Banners } from './Banners.tsx'
import { Corner } from './Corner.tsx'

const shownMost = 99

function useAlertsWaiting(): Way['waiting'] {
  const count = useCall(alertApi.count, { query: { review: 'unreviewed' } }, { enabled: useMay('alert:read') }).data
  if (!count || count.unreviewed === 0) return null
  return {
    count: count.unreviewed > shownMost ? `${shownMost}+` : String(count.unreviewed),
    words: count.overdue > 0 ? `to review, ${count.overdue} overdue` : 'to review',
    late: count.overdue > 0,
  }
}

function useIncidentsWaiting(): Way['waiting'] {
  const open = useCall(incidentApi.list, { query: { state: 'open' } }, { enabled: useMay('incident:read') }).data
  if (!open || open.items.length === 0) return null
  const late = open.items.filter(({ next_due }) => next_due?.state === 'missed').length
  return {
    count: open.next_cursor ? `${open.items.length}+` : String(open.items.length),
    words: late > 0 ? `open, ${late} late` : 'open',
    late: late > 0,
  }
}

function useDocumentsWaiting(): (kind: 'policy' | 'runbook') => Way['waiting'] {
  const { items = [] } = useCall(documentApi.waitingForMe, {}, { enabled: useMay('runbook:read') }).data ?? {}
  return (kind) => {
    const mine = items.filter((item) => item.kind === kind)
    if (mine.length === 0) return null
    const late = mine.filter(({ overdue }) => overdue).length
    return { count: String(mine.length), words: late > 0 ? `wait for you, ${late} overdue` : 'wait for you', late: late > 0 }
  }
}

function useWays(): Way[] {
  const waiting = useAlertsWaiting()
  const open = useIncidentsWaiting()
  const documents = useDocumentsWaiting()
  const mayAudit = useMay('audit:read')
  return [
    { label: 'Now', href: paths.now(), icon: IconClock },
    { label: 'Alerts', href: paths.alerts({ review: 'unreviewed' }), icon: IconBell, waiting },
    { label: 'Incidents', href: paths.incidents({ state: 'open' }), icon: IconFlame, waiting: open },
    { label: 'Runbooks', href: paths.runbooks(), icon: IconListCheck, waiting: documents('runbook') },
    { label: 'Policies', href: paths.policies(), icon: IconFileCertificate, waiting: documents('policy'), inMore: true },
    { label: 'Coverage', href: paths.coverage(), icon: IconCalendarStats, inMore: true },
    { label: 'Criteria', href: paths.criteria('soc2'), icon: IconChecklist, inMore: true },
    ...(mayAudit ? [{ label: 'Audits', href: paths.audits(), icon: IconBook2, inMore: true }] : []),
    { label: 'Settings', href: paths.settings(), icon: IconSettings, inMore: true },
  ]
}

function useGoingKeys(showKeys: () => void): void {
  const go = useGo()
  const to = (letter: string, word: string, href: string): KeyBinding => ({
    keys: `g ${letter}`,
    does: `Go to ${word}`,
    group: 'Everywhere',
    run: () => go(href),
  })
  useKeys([
    to('n', 'Now', paths.now()),
    to('a', 'Alerts to review', paths.alerts({ review: 'unreviewed' })),
    to('i', 'Open incidents', paths.incidents({ state: 'open' })),
    to('b', 'Runbooks', paths.runbooks()),
    to('d', 'Policies', paths.policies()),
    to('w', 'What was current', paths.allCurrency()),
    to('o', 'On call', paths.onCall()),
    to('c', 'Coverage', paths.coverage()),
    to('t', 'Criteria', paths.criteria('soc2')),
    to('u', 'Audits', paths.audits()),
    to('s', 'Sources', paths.sources()),
    to('r', 'Refused deliveries', paths.deliveries({ state: 'refused' })),
    to('p', 'People', paths.people()),
    to('l', 'Ledger', paths.ledger()),
    to('m', 'My account', paths.account()),
    { keys: '?', does: 'List the keys', group: 'Everywhere', run: showKeys },
  ])
}

export function Frame({ children }: { children: ReactNode }) {
  const [keysOpen, setKeysOpen] = useState(false)
  const me = useMe()
  useGoingKeys(() => setKeysOpen(true))
  return (
    <Shell
      ways={useWays()}
      name={me?.organization.name ?? ''}
      corner={<Corner onKeys={() => setKeysOpen(true)} />}
      banner={<Banners />}
      printed={useLedgerLine()}
    >
      {children}
      <KeysSheet open={keysOpen} onClose={() => setKeysOpen(false)} />
    </Shell>
  )
}
