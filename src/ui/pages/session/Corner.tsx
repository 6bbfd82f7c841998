// Who is reading; pressed, it opens the menu of what is theirs, which is fetched only then.
import { lazy, Suspense, useState } from 'react'
import { useMe } from '../../api/useMe.ts'
import { CornerButton } from './CornerButton.tsx'

const fetchMenu = () => import('./CornerMenu.tsx').then(({ CornerMenu }) => ({ default: CornerMenu }))
const CornerMenu = lazy(fetchMenu)

export const fetchCorner = fetchMenu

export function Corner({ onKeys }: { onKeys: () => void }) {
  const me = useMe()
  const [used, setUsed] = useState(false)
  if (!me) return null
  const closed = <CornerButton me={me} aria-haspopup="menu" aria-expanded={false} onClick={() => setUsed(true)} />
  if (!used) return closed
  return (
    <Suspense fallback={closed}>
      <CornerMenu onKeys={onKeys} />
    </Suspense>
  )
}
