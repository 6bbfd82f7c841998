// The settings: one row of rooms above the page.
import { Outlet } from '@tanstack/react-router'
import { useMay } from '../../api/useMe.ts'
import { type Tab, Tabs } from '../../kit/Tabs.tsx'
import { paths } from '../../paths.ts'

export function SettingsFrame() {
  const shown: (Tab | false)[] = [
    { label: 'Sources', href: paths.sources() },
    useMay('delivery:read') && { label: 'Deliveries', href: paths.deliveries() },
    useMay('person:read') && { label: 'People', href: paths.people() },
    useMay('escalation:read') && { label: 'On call', href: paths.onCall() },
    useMay('obligation:read') && { label: 'Contracts', href: paths.contracts() },
    useMay('token:read') && { label: 'API tokens', href: paths.tokens() },
    useMay('ledger:read') && { label: 'Ledger and anchors', href: paths.ledger() },
    { label: 'Organization', href: paths.organization() },
  ]
  return (
    <>
      <Tabs label="Settings" tabs={shown.filter((tab) => tab !== false)} />
      <Outlet />
    </>
  )
}
