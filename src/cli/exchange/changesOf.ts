// What does a file change about the document it replaces? In words, against the text that the server has.
import { documentApi } from '../../contract/document.ts'
import type { documentExchangeApi } from '../../contract/documentExchange.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { documentDifference } from '../../core/document/difference.ts'
import { differenceInWords } from '../../core/document/differenceWords.ts'
import type { ApiClient } from '../apiClient.ts'

type Answer = ReplyOf<typeof documentExchangeApi.push>['files'][number]

/** Empty where nothing is replaced. */
export async function changesOf(client: ApiClient, markdown: string, { kind, id, replaces }: Answer): Promise<string[]> {
  if (kind === null || id === null || replaces === null) return []
  const path = `/documents/${kind}/${encodeURIComponent(id)}/versions/${replaces.hash}`
  const before = documentApi.text.reply.parse(await client.ask('GET', path))
  return differenceInWords(documentDifference(kind, before.markdown, markdown))
}
