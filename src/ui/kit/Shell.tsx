// What surrounds every page: the mark, the ways to go, who is reading; on a phone the ways to go are under the thumb.
import { useRouterState } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { Link } from './Link.tsx'
import { Mark } from './Mark.tsx'
import { useStandingPage } from './Page.tsx'
import { PrintLine } from './PrintLine.tsx'
import styles from './Shell.module.css'

export type Way = {
  label: string
  href: string
  icon: ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>
  /** How much waits there; said in words to screen readers. */
  waiting?: { count: string; words: string; late: boolean } | null | undefined
  /** The bottom of a phone has no room for it. */
  onlyDesk?: boolean
}

function isAt(path: string, address: string): boolean {
  const href = address.split('?', 1)[0] ?? address
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}

function Ways({ ways, className, label }: { ways: readonly Way[]; className: string | undefined; label: string }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <nav className={className} aria-label={label}>
      {ways.map(({ label: word, href, icon: Icon, waiting }) => (
        <Link key={href} href={href} className={styles.way} aria-current={isAt(path, href) ? 'page' : undefined}>
          <Icon size={20} stroke={1.6} aria-hidden />
          <span>{word}</span>
          {waiting && (
            <span className={`${styles.waiting} ${waiting.late ? styles.lateCount : ''}`}>
              {waiting.count}
              <span className="said"> {waiting.words}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}

type ShellProps = {
  ways: readonly Way[]
  name: string
  corner: ReactNode
  banner?: ReactNode
  /** What each printed sheet says besides. */
  printed: string | null
  children: ReactNode
}

export function Shell({ ways, name, corner, banner, printed, children }: ShellProps) {
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <header className={styles.bar}>
        <Link href="/" className={styles.brand} aria-label="Tickmark, to Now">
          <Mark />
          <span className={styles.name}>Tickmark</span>
        </Link>
        <Ways ways={ways} className={styles.ways} label="Main" />
        <span className={styles.organization}>{name}</span>
        {corner}
      </header>
      {banner}
      <main id="content" tabIndex={-1} className={styles.content}>
        {children}
      </main>
      <PrintLine name={name} also={printed} />
      <Ways ways={ways.filter(({ onlyDesk }) => !onlyDesk)} className={styles.tabs} label="Main, at the bottom" />
    </div>
  )
}

/** For pages before sign-in: the mark and one column. */
export function Door({ children }: { children: ReactNode }) {
  useStandingPage()
  return (
    <div className={styles.door}>
      <header className={styles.doorHead}>
        <Mark size={28} />
        <span className={styles.doorName}>Tickmark</span>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
