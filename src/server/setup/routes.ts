// What may be asked about the set-up of documents.
import { setupApi } from '../../contract/setup.ts'
import type { Room } from '../http/room.ts'
import { openRoute, route } from '../http/route.ts'
import { draftDocuments } from './draftDocuments.ts'
import { previewSetUp, showQuestions } from './showSetup.ts'

export const setupRoom: Room = {
  name: 'setup',
  routes: [
    route(setupApi.questions, ({ tx }) => showQuestions(tx)),
    openRoute(setupApi.preview, previewSetUp),
    route(setupApi.drafts, draftDocuments),
  ],
}
