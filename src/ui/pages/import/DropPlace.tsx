// Where files are chosen, or dropped.
import { useState } from 'react'
import styles from './Import.module.css'

const accepted = '.md,.markdown,.html,.htm,.docx,.zip'

export function DropPlace({ onFiles, first }: { onFiles: (files: readonly File[]) => void; first: boolean }) {
  const [over, setOver] = useState(false)
  return (
    <label
      className={styles.drop}
      data-over={over}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <span>
        {first ? 'Choose files, or drop them here' : 'Choose more files'}
        <small>.docx, .md, .html, or a .zip; at most 32 MiB each</small>
      </span>
      <input
        type="file"
        multiple
        accept={accepted}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file can be chosen again after it was mended.
          currentTarget.value = ''
        }}
      />
    </label>
  )
}
