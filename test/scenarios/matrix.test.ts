// Every endpoint, asked by everybody: each role by cookie and by token, strangers, those whose access has ended, and the neighbours.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { api } from '../../src/contract/api.ts'
import { apiPrefix, type Endpoint, isPlain } from '../../src/contract/endpoint.ts'
import { type Role, roles } from '../../src/core/kernel/actor.ts'
import type { IdNoun } from '../../src/core/kernel/ids.ts'
import { day, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { mayRole } from '../../src/core/people/permission.ts'
import { rooms } from '../../src/server/app.ts'
import type { Problem } from '../../src/server/http/problem.ts'
import { type Engine, engines } from '../support/database.ts'
import { keepSeededBytes } from '../support/evidenceRows.ts'
import { sampleOf } from '../support/sampleOf.ts'
import { type SeededIds, seedRows } from '../support/seedRows.ts'
import { type House, startTestServer, type TestServer } from '../support/server.ts'

type Named = { name: string; endpoint: Endpoint }

const endpoints: Named[] = Object.entries(api).flatMap(([noun, all]) =>
  Object.entries(all).map(([name, endpoint]) => ({ name: `${noun}.${name}`, endpoint: endpoint as Endpoint })),
)
const served = new Set(rooms.flatMap(({ routes }) => routes.map(({ endpoint }) => endpoint)))

/** Whatever the endpoint, these may be the answer. */
const always = ['invalid_request', 'not_signed_in', 'not_permitted', 'not_ready', 'origin_not_allowed']

type Outcome = { status: number; code: string | undefined }

/** Only the head of the answer: a stream of events has no end. */
async function askHead(url: string, endpoint: Endpoint, params: object, headers: Record<string, string>): Promise<Outcome> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)[name])))
  const query = endpoint.query ? new URLSearchParams(sampleOf(endpoint.query) as Record<string, string>).toString() : ''
  const stop = new AbortController()
  const body = endpoint.body ? JSON.stringify(sampleOf(endpoint.body)) : undefined
  const response = await fetch(`${url}${apiPrefix}${path}${query ? `?${query}` : ''}`, {
    method: endpoint.method,
    signal: stop.signal,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body } : {}),
  })
  const isProblem = (response.headers.get('content-type') ?? '').startsWith('application/problem+json')
  const code = isProblem ? ((await response.json()) as Problem).code : undefined
  if (isPlain(endpoint.reply) && endpoint.reply.plain === 'events') stop.abort()
  else if (!isProblem) await response.arrayBuffer()
  return { status: response.status, code }
}

const sampleParams = (endpoint: Endpoint) => (endpoint.params ? (sampleOf(endpoint.params) as object) : {})

function mayCall({ needs, personOnly }: Endpoint, role: Role, kind: 'person' | 'token'): boolean {
  if (personOnly && kind === 'token') return false
  return needs === 'anyone' || needs === 'signed_in' || mayRole(role, needs)
}

/** Answered by name, in the words of the contract, and never as a defect. */
function wrongAnswer(endpoint: Endpoint, { status, code }: Outcome): string | undefined {
  if (status >= 500 && code !== 'not_ready') return `answers ${status} ${code ?? ''}`
  if (code !== undefined && ![...always, ...(endpoint.refusals ?? [])].includes(code))
    return `answers ${code}, which the contract does not name`
  return undefined
}

function mayEndSession(endpoint: Endpoint): boolean {
  return endpoint.method !== 'GET' && (Object.values(api.session) as Endpoint[]).includes(endpoint)
}

/** Names of things inside an organization: everybody's may be the same, so there is nothing of the neighbours' to try. */
const ownNames = ['documentId', 'stepId']

/** Each noun’s id by the name its parameter bears in addresses. */
function idParams(endpoint: Endpoint): { name: string; noun: IdNoun }[] {
  return Object.keys((endpoint.params as z.ZodObject | undefined)?.shape ?? {})
    .filter((name) => name.endsWith('Id') && !ownNames.includes(name))
    .map((name) => ({ name, noun: name.slice(0, -2) as IdNoun }))
}

describe('the contract', () => {
  test('has a route for every endpoint, and no route that it does not know', () => {
    expect(endpoints.filter(({ endpoint }) => !served.has(endpoint)).map(({ name }) => name)).toEqual([])
    expect(served.size).toBe(endpoints.length)
  })
})

const asked = endpoints.filter(({ endpoint }) => served.has(endpoint))

describe.each(engines)('every endpoint, on %s', (engine: Engine) => {
  let server: TestServer
  let house: House
  let neighbours: House
  let theirs: SeededIds

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse('Ours')
    neighbours = await server.newHouse('Theirs')
    theirs = await seedRows(server.services.database, neighbours.organizationId)
    const { incident } = theirs
    if (incident !== undefined) theirs.upload = await keepSeededBytes(server.services, neighbours.organizationId, incident)
    // Somebody must stay an admin whatever the requests below change.
    await house.signInAs('admin')
  })
  afterAll(() => server.close())

  async function problemsOf(check: (named: Named) => Promise<(string | undefined)[]>): Promise<string[]> {
    const found: string[] = []
    for (const named of asked) {
      for (const problem of await check(named)) if (problem) found.push(`${named.name}: ${problem}`)
    }
    return found
  }

  /**
   * The same people ask all along, until they were told to do what may end their sign-in: then others come. Whoever was signed out by
   * anything else is found out at the next endpoint, which does not know them.
   */
  function callersFor<Callers>(make: () => Promise<Callers>): (endpoint: Endpoint) => Promise<Callers> {
    let kept: Promise<Callers> | undefined
    return (endpoint) => {
      const callers = kept ?? make()
      kept = mayEndSession(endpoint) ? undefined : callers
      return callers
    }
  }

  test.each(roles)('answers a %s as the permissions say, by cookie and by token', async (role) => {
    const callers = callersFor(async () => [
      { kind: 'person' as const, caller: await house.signInAs(role) },
      { kind: 'token' as const, caller: await house.tokenAs(role) },
    ])
    const problems = await problemsOf(async ({ endpoint }) =>
      Promise.all(
        (await callers(endpoint)).map(async ({ kind, caller }) => {
          const outcome = await askHead(server.url, endpoint, sampleParams(endpoint), caller.headers)
          const may = mayCall(endpoint, role, kind)
          if (may && outcome.code === 'not_permitted') return `a ${kind} may, but is refused`
          if (may && outcome.code === 'not_signed_in') return `a ${kind} is signed in, but is told otherwise`
          if (!may && outcome.code !== 'not_permitted') return `a ${kind} may not, but is answered ${outcome.status} ${outcome.code ?? ''}`
          return wrongAnswer(endpoint, outcome)
        }),
      ),
    )
    expect(problems).toEqual([])
  })

  test('answers strangers, and those whose access has ended, with not_signed_in', async () => {
    const expired = await house.signInAs('admin')
    const leaver = await house.signInAs('admin', { activeUntil: toInstant(server.clock.now() + day) })
    const token = await house.tokenAs('admin', { expiresAt: toInstant(server.clock.now() + day) })
    server.clock.advance(4 * day)
    const admin = await house.signInAs('admin')
    const revoked = await house.tokenAs('admin')
    await admin.fetchJson('DELETE', `/tokens/${revoked.tokenId}`)
    const ended = await house.signInAs('admin')
    await ended.fetchJson('DELETE', '/session')
    const nobodies = {
      stranger: {},
      'a session past its time': expired.headers,
      'a person who left': leaver.headers,
      'a token past its time': token.headers,
      'a revoked token': revoked.headers,
      'a session signed out': ended.headers,
      'a made-up token': { authorization: `Bearer tmk_${'A'.repeat(43)}` },
      'another scheme': { authorization: 'Basic YTpi' },
    }
    const problems = await problemsOf(async ({ endpoint }) => {
      if (endpoint.needs === 'anyone') return []
      const outcomes = Object.entries(nobodies).map(async ([who, headers]) => {
        const outcome = await askHead(server.url, endpoint, sampleParams(endpoint), headers)
        return outcome.code === 'not_signed_in' ? undefined : `${who} is answered ${outcome.status} ${outcome.code ?? ''}`
      })
      return Promise.all(outcomes)
    })
    expect(problems).toEqual([])
  })

  test('lets strangers ask where no sign-in is needed', async () => {
    const problems = await problemsOf(async ({ endpoint }) => {
      if (endpoint.needs !== 'anyone') return []
      server.clock.advance(20 * minute)
      const outcome = await askHead(server.url, endpoint, sampleParams(endpoint), {})
      return [outcome.code === 'not_signed_in' ? 'asks for a sign-in' : wrongAnswer(endpoint, outcome)]
    })
    expect(problems).toEqual([])
  })

  test('does not know another organization’s ids', async () => {
    let tried = 0
    const admin = callersFor(() => house.signInAs('admin'))
    const atHome = callersFor(() => neighbours.signInAs('admin'))
    const problems = await problemsOf(async ({ endpoint }) => {
      const names = idParams(endpoint)
      if (names.length === 0 || endpoint.needs === 'anyone') return []
      const params = { ...sampleParams(endpoint), ...Object.fromEntries(names.map(({ name, noun }) => [name, theirs[noun]])) }
      if (Object.values(params).includes(undefined)) return ['no row was seeded to try it with']
      tried += 1
      const ours = await askHead(server.url, endpoint, params, (await admin(endpoint)).headers)
      // The same request is understood where the row is at home: else this would prove nothing.
      const home = endpoint.method === 'GET' ? await askHead(server.url, endpoint, params, (await atHome(endpoint)).headers) : undefined
      return [
        ours.code === 'not_found' ? undefined : `a neighbour is answered ${ours.status} ${ours.code ?? ''}`,
        home?.code === 'not_found' ? 'is not found at home either' : undefined,
      ]
    })
    expect(problems).toEqual([])
    expect(tried).toBeGreaterThan(5)
  })
})
