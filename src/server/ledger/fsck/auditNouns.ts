// Audits, their packages, and the anchors of checkpoints, as their entries call for them.
import { type FoldedAudit, type FoldedPackage, foldAudit, foldPackage } from '../../../core/audit/foldAudit.ts'
import { readAnchor } from '../../../core/ledger/readAnchor.ts'
import { type ExpectedRow, hexBytes, type Noun, oneRow, shape } from './noun.ts'

export const audits: Noun = {
  prefix: 'aud_',
  tables: [shape('audit', 'audit_id', "''", 'name time_zone first_day last_day period_start period_end opened_by opened_at')],
  expect: oneRow<FoldedAudit>('audit', foldAudit, (audit) => ({
    name: audit.name,
    time_zone: audit.timeZone,
    first_day: audit.firstDay,
    last_day: audit.lastDay,
    period_start: audit.periodStart,
    period_end: audit.periodEnd,
    opened_by: audit.openedBy,
    opened_at: audit.openedAt,
  })),
}

/** Ready if and only if an entry says that it was built; the states before that are not evidence. */
export const packages: Noun = {
  prefix: 'pkg_',
  tables: [
    shape('audit_package', 'package_id', "''", 'audit_id requested_by sha256 size closing_size', {
      computed: { ready: "state = 'ready'" },
    }),
  ],
  expect: oneRow<FoldedPackage>('audit_package', foldPackage, ({ audit, requestedBy, built }) => ({
    audit_id: audit,
    requested_by: requestedBy ?? undefined,
    ready: built !== null,
    ...(built === null ? {} : { sha256: hexBytes(built.sha256), size: built.size, closing_size: built.closingSize }),
  })),
}

const nth = "size || ' ' || row_number() over (partition by destination_id, size order by anchored_at)"

export const anchors: Noun = {
  prefix: 'dst_',
  rowsWithoutEntries: true,
  tables: [
    shape('anchor_destination', 'destination_id', "''", 'kind'),
    shape('anchor', 'destination_id', nth, 'size anchored_at authority_at', {
      where: "state = 'anchored'",
      computed: { token: "case when authority_at is not null then encode(sha256(token), 'hex') end" },
    }),
  ],
  expect: (entries) => {
    const told = entries.flatMap((entry) => readAnchor(entry) ?? [])
    const seen = new Map<number | null, number>()
    const rows = told.map((anchor): ExpectedRow => {
      const count = (seen.get(anchor.size) ?? 0) + 1
      seen.set(anchor.size, count)
      const columns = { size: anchor.size, anchored_at: anchor.recordedAt, authority_at: anchor.authorityAt, token: anchor.sha256 }
      return { table: 'anchor', key: `${anchor.size} ${count}`, index: anchor.index, columns }
    })
    const [first] = told
    const destination: ExpectedRow[] =
      first === undefined ? [] : [{ table: 'anchor_destination', key: '', index: first.index, columns: { kind: first.kind } }]
    return { rows: [...destination, ...rows], contradictions: [] }
  },
}
