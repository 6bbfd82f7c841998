// Rooms of one house: links in a row on a desk; on a phone they scroll sideways.
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Link } from './Link.tsx'
import styles from './Tabs.module.css'

export type Tab = { label: string; href: string; count?: string | undefined }

function isAt(path: string, address: string): boolean {
  const href = address.split('?', 1)[0] ?? address
  return path === href || path.startsWith(`${href}/`)
}

export function Tabs({ tabs, label }: { tabs: readonly Tab[]; label: string }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const row = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab to bring into view
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && row.current) row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2
  }, [path])
  return (
    <nav ref={row} className={`${styles.tabs} screen-only`} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} className={styles.tab} aria-current={isAt(path, tab.href) ? 'page' : undefined}>
          {tab.label}
          {tab.count && <span className={styles.count}>{tab.count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** One of a few: pressed or not, in one row. */
export function Switcher<Value extends string>(props: {
  label: string
  value: Value
  choices: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and breaks the row
    <div className={styles.switcher} role="group" aria-label={props.label}>
      {props.choices.map((choice) => (
        <button key={choice.value} type="button" aria-pressed={choice.value === props.value} onClick={() => props.onChange(choice.value)}>
          {choice.label}
        </button>
      ))}
    </div>
  )
}
