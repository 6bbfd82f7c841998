// Two servers on one PostgreSQL and one data directory, by the same clock, with one mail server to send to.
import { openDatabase } from '../../src/database/connect.ts'
import type { Overrides } from '../../src/server/app.ts'
import { sessionCookieName } from '../../src/server/http/sessionCookie.ts'
import { openTestDatabase } from './database.ts'
import { type SignedInCaller, startTestServer, type TestServer } from './server.ts'
import { type SmtpSink, startSmtpSink } from './smtpSink.ts'

export type TwoServers = { one: TestServer; two: TestServer; sink: SmtpSink; close(): Promise<void> }

/** Without `clock` both go by the first one’s, which a test can advance. */
export async function startTwoServers({ clock }: Pick<Overrides, 'clock'> = {}): Promise<TwoServers> {
  const sink = await startSmtpSink()
  const database = await openTestDatabase('postgresql')
  const environment = { TICKMARK_SMTP_URL: sink.url, TICKMARK_MAIL_FROM: 'Tickmark <pages@tickmark.example.com>' }
  const one = await startTestServer('postgresql', { environment, overrides: { database, ...(clock ? { clock } : {}) } })
  const two = await startTestServer('postgresql', {
    // Files that are on their way in, and those that are kept, lie where both find them.
    environment: { ...environment, TICKMARK_DATA_DIR: one.services.config.dataDirectory },
    overrides: {
      database: await openDatabase({ kind: 'postgresql', url: database.url ?? '', poolSize: 4 }),
      clock: clock ?? one.clock.now,
    },
  })
  const close = async () => {
    await two.close()
    await one.close()
    await sink.close()
  }
  return { one, two, sink, close }
}

/** Whoever signed in at the one is signed in at the other: a browser’s cookie is named after the address it was set at. */
export function headersAt({ services }: TestServer, { secret }: SignedInCaller): { cookie: string; 'sec-fetch-site': 'same-origin' } {
  return { cookie: `${sessionCookieName(services.config)}=${secret}`, 'sec-fetch-site': 'same-origin' }
}
