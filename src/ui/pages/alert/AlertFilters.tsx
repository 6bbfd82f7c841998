// What the queue shows: chosen by words, kept in the address; the totals stand above the rows.
import { Menu } from '@mantine/core'
import { IconColumns3, IconDownload, IconFilter, IconX } from '@tabler/icons-react'
import { type Ref, useEffect, useRef, useState } from 'react'
import { alertApi } from '../../../contract/alert.ts'
import { sourceApi } from '../../../contract/source.ts'
import { dispositionMeanings, dispositions } from '../../../core/alert/disposition.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { CheckField, SelectField, TextField } from '../../kit/Field.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import type { AlertSearch } from '../../paths.ts'
import styles from './AlertFilters.module.css'
import type { ColumnChoice } from './alertColumns.tsx'
import { listQuery } from './alertOrders.ts'
import { OrderChoice } from './OrderChoice.tsx'

type FiltersProps = {
  search: AlertSearch
  onSearch: (search: AlertSearch) => void
  searchRef: Ref<HTMLInputElement>
  columns: ColumnChoice | null
  phone: boolean
  /** No column is there whose head would sort. */
  noHeads: boolean
}

const typingPause = 250

function SearchBox({ search, onSearch, searchRef, noHeads }: Pick<FiltersProps, 'search' | 'onSearch' | 'searchRef' | 'noHeads'>) {
  const [text, setText] = useState(search.q ?? '')
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => setText(search.q ?? ''), [search.q])
  const change = (value: string) => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch({ ...search, q: value.trim() || undefined }), typingPause)
  }
  return (
    <input
      ref={searchRef}
      className={styles.search}
      type="search"
      aria-label="Search alerts"
      placeholder={noHeads ? 'Search' : 'Search title, label, number'}
      value={text}
      maxLength={200}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

function FilterFields({ search, onSearch }: Pick<FiltersProps, 'search' | 'onSearch'>) {
  const sources = useCall(sourceApi.list).data?.items ?? []
  const severities = useCall(alertApi.severities).data?.items ?? []
  const set = (field: keyof AlertSearch) => (value: string) => onSearch({ ...search, [field]: value || undefined })
  const any = { value: '', label: 'Any' }
  const day = (field: 'received_from' | 'received_to', at: string) => ({
    value: search[field]?.slice(0, 10) ?? '',
    onChange: (value: string) => onSearch({ ...search, [field]: value ? `${value}T${at}Z` : undefined }),
  })
  return (
    <div className={styles.fields}>
      <SelectField
        label="Source"
        value={search.source ?? ''}
        onChange={set('source')}
        choices={[any, ...sources.map((source) => ({ value: source.id, label: source.name }))]}
      />
      <SelectField
        label="Severity"
        value={search.severity ?? ''}
        onChange={set('severity')}
        choices={[any, ...severities.map((said) => ({ value: said, label: said }))]}
      />
      <SelectField
        label="State"
        value={search.status ?? ''}
        onChange={set('status')}
        choices={[any, { value: 'firing', label: 'Firing' }, { value: 'resolved', label: 'Resolved' }]}
      />
      <SelectField
        label="Timeliness"
        value={search.timeliness ?? ''}
        onChange={set('timeliness')}
        choices={[any, { value: 'overdue', label: 'Overdue, not reviewed' }, { value: 'late', label: 'Reviewed late' }]}
      />
      <SelectField
        label="Disposition"
        value={search.disposition ?? ''}
        onChange={set('disposition')}
        choices={[any, ...dispositions.map((one) => ({ value: one, label: dispositionMeanings[one].label }))]}
      />
      <TextField label="Received from (UTC day)" type="date" {...day('received_from', '00:00:00.000')} />
      <TextField label="Received to (UTC day)" type="date" {...day('received_to', '23:59:59.999')} />
    </div>
  )
}

const narrowing = ['source', 'severity', 'status', 'timeliness', 'disposition', 'received_from', 'received_to'] as const

/** Everything the filter left out, in the same order. */
const allOf = ({ review, q, sort }: AlertSearch): AlertSearch => ({ review, q, sort })

export function AlertFilters(props: FiltersProps) {
  const { search, onSearch, phone, noHeads } = props
  const [open, setOpen] = useState(false)
  const narrowed = narrowing.filter((field) => search[field]).length
  return (
    <div className={styles.bar}>
      <Switcher
        label="Which alerts"
        value={search.review ?? 'all'}
        choices={[
          { value: 'unreviewed', label: 'To review' },
          { value: 'reviewed', label: 'Reviewed' },
          { value: 'all', label: 'All' },
        ]}
        onChange={(value) => onSearch({ ...search, review: value === 'all' ? undefined : value })}
      />
      {!phone && <SearchBox {...props} />}
      <Button icon={IconFilter} onPress={() => setOpen(true)} pressed={narrowed > 0} {...(phone ? { label: 'Filter' } : {})}>
        {phone ? (narrowed > 0 ? String(narrowed) : undefined) : narrowed > 0 ? `Filter (${narrowed})` : 'Filter'}
      </Button>
      {phone && <SearchBox {...props} />}
      {narrowed > 0 && !phone && (
        <Button kind="quiet" icon={IconX} onPress={() => onSearch(allOf(search))}>
          Clear
        </Button>
      )}
      {!noHeads && <span className={styles.gap} />}
      {noHeads && <OrderChoice search={search} onSearch={onSearch} />}
      {props.columns && <ColumnMenu choice={props.columns} />}
      {!noHeads && (
        <ButtonLink
          icon={IconDownload}
          href={urlOf(alertApi.exportCsv, { query: listQuery(search) })}
          download
          label="Download exactly these alerts as CSV"
        >
          CSV
        </ButtonLink>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title="Filter alerts">
        <FilterFields search={search} onSearch={onSearch} />
        <div className={styles.foot}>
          <Button kind="primary" onPress={() => setOpen(false)}>
            Show
          </Button>
          <Button onPress={() => onSearch(allOf(search))} why={narrowed === 0 ? 'Nothing is filtered.' : null}>
            Clear
          </Button>
          {noHeads && (
            <ButtonLink icon={IconDownload} href={urlOf(alertApi.exportCsv, { query: listQuery(search) })} download>
              CSV of these
            </ButtonLink>
          )}
        </div>
      </Dialog>
    </div>
  )
}

function ColumnMenu({ choice }: { choice: ColumnChoice }) {
  return (
    <Menu closeOnItemClick={false} position="bottom-end" transitionProps={{ duration: 90 }} classNames={{ dropdown: styles.menu ?? '' }}>
      <Menu.Target>
        <button type="button" className={styles.columns} aria-label="Choose columns" title="Choose columns">
          <IconColumns3 size={18} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choice.choices.map((one) => (
          <div key={one.id} className={styles.choice}>
            <CheckField label={one.word} checked={one.shown} disabled={one.always} onChange={() => choice.toggle(one.id)} />
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
