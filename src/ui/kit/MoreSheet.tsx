// What stands behind “More” on a phone: every other place, as wide as a thumb.
import { Dialog } from './Dialog.tsx'
import { Link } from './Link.tsx'
import styles from './MoreSheet.module.css'
import { isAt, WaitingCount, type Way } from './ways.tsx'

type MoreSheetProps = { ways: readonly Way[]; path: string; open: boolean; onClose: () => void }

export function MoreSheet({ ways, path, open, onClose }: MoreSheetProps) {
  return (
    <Dialog open={open} onClose={onClose} title="More">
      <nav aria-label="More">
        <ul className={styles.ways}>
          {ways.map(({ label, href, icon: Icon, waiting }) => (
            <li key={href}>
              <Link href={href} className={styles.way} aria-current={isAt(path, href) ? 'page' : undefined} onClick={onClose}>
                <Icon size={20} stroke={1.6} aria-hidden />
                <span>{label}</span>
                {waiting && <WaitingCount waiting={waiting} />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </Dialog>
  )
}
