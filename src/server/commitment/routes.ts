// What may be asked about commitments, and the records that show them kept or broken.
import { commitmentApi } from '../../contract/commitment.ts'
import type { Room } from '../http/room.ts'
import { route } from '../http/route.ts'
import { showCommitments } from './showCommitments.ts'
import { showRecords } from './showRecords.ts'

export const commitmentRoom: Room = {
  name: 'commitment',
  routes: [
    route(commitmentApi.list, (call) => showCommitments(call, call.params.documentId)),
    route(commitmentApi.records, (call) => showRecords(call, call.params.documentId)),
  ],
}
