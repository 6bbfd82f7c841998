// What may be asked about importing documents.
import { importApi } from '../../contract/import.ts'
import { saveDrafts } from '../document/saveDrafts.ts'
import type { Room } from '../http/room.ts'
import { openRoute, route } from '../http/route.ts'
import { reportImport } from './reportImport.ts'

export const importRoom: Room = {
  name: 'import',
  routes: [
    openRoute(importApi.report, reportImport),
    route(importApi.drafts, (call) =>
      saveDrafts(
        call,
        call.body.documents.map(({ kind, id, revision, markdown }) => ({ key: { kind, documentId: id }, revision, markdown })),
      ),
    ),
  ],
}
