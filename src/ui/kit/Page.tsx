// A page: its title in the window and on top, what it says first, what can be done, then sections under a ruled line.
import { type ReactNode, useEffect, useLayoutEffect } from 'react'
import { leaveFirstAnswer } from '../first/firstAnswer.ts'
import { Link } from './Link.tsx'
import styles from './Page.module.css'

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === 'Tickmark' ? title : `${title} – Tickmark`
  }, [title])
}

/** For whatever stands for a page once it says something. */
export function useStandingPage(stands = true): void {
  useLayoutEffect(() => {
    if (stands) leaveFirstAnswer()
  }, [stands])
}

type PageProps = {
  title: string
  /** What stands above the title, for instance where this page hangs. */
  above?: { label: string; href: string }
  lead?: ReactNode
  actions?: ReactNode
  width?: 'prose' | 'form' | 'full'
  children?: ReactNode
}

export function Page({ title, above, lead, actions, width = 'full', children }: PageProps) {
  useTitle(title)
  useStandingPage()
  return (
    <div className={`${styles.page} ${styles[width]}`}>
      <header className={styles.head}>
        <div className={styles.titles}>
          {above && (
            <Link href={above.href} className={`${styles.above} screen-only`}>
              ← {above.label}
            </Link>
          )}
          <h1>{title}</h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={`row screen-only ${styles.actions}`}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

type SectionProps = { title: string; count?: ReactNode; lead?: ReactNode; actions?: ReactNode; children?: ReactNode; id?: string }

export function Section({ title, count, lead, actions, children, id }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title} id={id}>
      <div className={styles.rule}>
        <h2>
          {title}
          {count !== undefined && <span className={styles.count}> {count}</span>}
        </h2>
        {actions && <div className="row screen-only">{actions}</div>}
      </div>
      {lead && <div className={styles.lead}>{lead}</div>}
      {children}
    </section>
  )
}
