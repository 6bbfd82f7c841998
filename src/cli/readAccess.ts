// Where is the server, and with which API token is it asked? The token is no option: what stands on a command line is in every list of processes.
import { readFileSync } from 'node:fs'

export type Access = { server: string; token: string }

/** The same options of every command that asks a server. */
export const accessOptions = { server: { type: 'string' }, 'token-file': { type: 'string' } } as const

type Given = { server?: string | undefined; 'token-file'?: string | undefined }

/** How `help` tells of them. */
export const accessHelp = `--server       the server's address; TICKMARK_URL unless said
  --token-file   a file that holds the API token (tmk_…); TICKMARK_TOKEN unless said`

/** A sentence where one of them is missing. */
export function readAccess({ server: named, 'token-file': tokenFile }: Given): Access | string {
  const server = named ?? process.env.TICKMARK_URL
  if (server === undefined || !/^https?:\/\//.test(server) || !URL.canParse(server))
    return 'Say with --server or TICKMARK_URL where the server is.'
  const token = tokenFile === undefined ? process.env.TICKMARK_TOKEN : readToken(tokenFile)
  if (token === null) return `${tokenFile} could not be read.`
  if (token === undefined || !/^tmk_\S+$/.test(token.trim()))
    return 'Set TICKMARK_TOKEN to an API token (tmk_…), or name with --token-file a file that holds one.'
  return { server, token: token.trim() }
}

function readToken(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
