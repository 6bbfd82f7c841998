// The list of keys that work on this page.
import { Dialog } from './Dialog.tsx'
import styles from './KeysSheet.module.css'
import { useListedKeys } from './keys.ts'

const shownNames: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', ' ': 'Space' }

function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split(/[ +](?=.)/).map((key) => (
        <kbd key={key}>{shownNames[key] ?? key}</kbd>
      ))}
    </span>
  )
}

export function KeysSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const keys = useListedKeys().filter((binding) => !binding.alias)
  const groups = [...new Set(keys.map((binding) => binding.group))]
  return (
    <Dialog open={open} onClose={onClose} title="Keys" wide>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {keys
                .filter((binding) => binding.group === group)
                .map((binding) => (
                  <div key={binding.keys} className={styles.line}>
                    <dt>
                      <Keys keys={binding.keys} />
                    </dt>
                    <dd>{binding.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
