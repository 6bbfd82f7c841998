// What surrounds every page: the mark, the ways to go, who is reading; on a phone the ways to go are under the thumb.
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Link } from './Link.tsx'
import { Mark } from './Mark.tsx'
import { MoreWays } from './MoreWays.tsx'
import { useStandingPage } from './Page.tsx'
import { PrintLine } from './PrintLine.tsx'
import styles from './Shell.module.css'
import { isAt, WaitingCount, type Way } from './ways.tsx'

type WaysProps = { ways: readonly Way[]; path: string; className: string | undefined; label: string; more?: readonly Way[] }

function Ways({ ways, path, className, label, more = [] }: WaysProps) {
  return (
    <nav className={className} aria-label={label}>
      {ways.map(({ label: word, href, icon: Icon, waiting }) => (
        <Link key={href} href={href} className={styles.way} aria-current={isAt(path, href) ? 'page' : undefined}>
          <Icon size={20} stroke={1.6} aria-hidden />
          <span>{word}</span>
          {waiting && <WaitingCount waiting={waiting} />}
        </Link>
      ))}
      {more.length > 0 && <MoreWays ways={more} path={path} />}
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
  const path = useRouterState({ select: (state) => state.location.pathname })
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
        <Ways ways={ways} path={path} className={styles.ways} label="Main" />
        <span className={styles.organization}>{name}</span>
        {corner}
      </header>
      {banner}
      <main id="content" tabIndex={-1} className={styles.content}>
        {children}
      </main>
      <PrintLine name={name} also={printed} />
      <Ways
        ways={ways.filter(({ inMore }) => !inMore)}
        more={ways.filter(({ inMore }) => inMore)}
        path={path}
        className={styles.tabs}
        label="Main, at the bottom"
      />
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
