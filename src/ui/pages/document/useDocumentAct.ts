// A change to a document: sent once, and everything that it makes old is asked for again.
import type { Endpoint } from '../../../contract/endpoint.ts'
import type { Send } from '../../api/useSend.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'

export const roomsOfDocuments = ['documents', 'policies', 'runbooks', 'currency']

export function useDocumentAct<E extends Endpoint>(endpoint: E): Send<E> {
  return useSendOnce(endpoint, roomsOfDocuments)
}
