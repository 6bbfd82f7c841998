// The way of one incident, from the alert to closing: who does what, what is refused, what goes on record, and who sees it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { roles } from '../../src/core/kernel/actor.ts'
import type { IncidentId } from '../../src/core/kernel/ids.ts'
import { formatInstant, minute, toInstant } from '../../src/core/kernel/instant.ts'
import { addClosingFacts } from '../../src/server/incident/closingFacts.ts'
import { addLastUpdates } from '../../src/server/incident/lastUpdates.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { sealAll } from '../../src/server/ledger/sealLedger.ts'
import { engines } from '../support/database.ts'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { type Caller, type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'

type Incident = {
  id: string
  number: string
  title: string
  state: string
  severity: string | null
  is_private: boolean
  is_redacted: boolean
  commander: { id: string; name: string } | null
  alerts: number
  next_due: { what: string; state: string } | null
  clocks: { what: string; state: string; level: string; within: string; is_provisional: boolean }[]
  readings: { id: string; clock: string; at: string; is_standing: boolean }[]
  linked_alerts: { id: string; disposition: string | null; unlinked_at: string | null }[]
  roles: { role: string; person: { name: string }; until: string | null }[]
  severity_detail: { ask: string[]; because: string[]; facts: { name: string; answer: string | number | null }[] } | null
  merged_into: { number: string } | null
  merged_from: { number: string }[]
  split_from: { number: string } | null
  split_into: { number: string }[]
}
type Item = {
  kind: string
  said: string
  late: boolean
  by: { name: string }
  state: string
  leaf_hash: string
  corrected_by: string | null
}
type Alert = { id: string; title: string; review: { disposition: string; reason: string } | null }

const worst = { customer_data: 'confirmed', intruder: 'no', customers_down_percent: 0 }

describe.each(engines)('incidents on %s', (engine) => {
  let server: TestServer
  let house: House
  let ada: SignedInCaller
  let ben: SignedInCaller
  let source: TestSource

  beforeAll(async () => {
    server = await startTestServer(engine)
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada' })
    ben = await house.signInAs('responder', { name: 'Ben' })
    source = await connectSource(await house.signInAs('admin'))
  })

  const fire = async (...alerts: { name: string; labels?: Record<string, string> }[]) => {
    const startsAt = formatInstant(toInstant(server.clock.now() - 5 * minute))
    for (const alert of alerts) await sendTo(server.url, source.hookPath, alertGroup([{ ...alert, startsAt }]))
    const { body } = await ada.fetchJson<{ items: Alert[] }>('GET', '/alerts?sort=oldest')
    return body.items
  }
  const partOf = async (alertId: string | undefined, by: Caller = ada) =>
    (await by.fetchJson<{ incident: { number: string } | null }>('GET', `/alerts/${alertId}`)).body.incident?.number
  const post = (by: Caller, path: string, body: object = {}) => by.fetchJson<Incident>('POST', `/incidents${path}`, body)
  const done = async (by: Caller, path: string, body: object = {}) => {
    const answer = await post(by, path, body)
    expect(`${path} ${answer.status} ${answer.status > 201 ? answer.text : ''}`).toMatch(/ 20[01] $/)
    return answer.body
  }
  const refused = async (by: Caller, path: string, body: object = {}) => (await post(by, path, body)).body.code
  const report = (more: object = {}) => done(ada, '', { origin: 'report', title: 'A customer says so', ...more })
  const thread = async (id: string, by: Caller = ada) =>
    (await by.fetchJson<{ is_redacted: boolean; items: Item[] }>('GET', `/incidents/${id}/thread`)).body
  const missing = async (id: string) =>
    (await ada.fetchJson<{ missing: { code: string; blocks: string }[] }>('GET', `/incidents/${id}/closing`)).body.missing
  const agreesWithLedger = async () => {
    const check = () => fsck(server.services.database, house.organizationId, { keys: server.services.ledgerKeys, most: 20 })
    await sealAll(server.services, house.organizationId)
    expect((await check()).disagreements.map(({ sentence }) => sentence)).toEqual([])
  }

  test('go from an alert to closed, step by step, each on record', async () => {
    const [first, second] = await fire({ name: 'Slow' }, { name: 'KeyLeaked', labels: { severity: 'critical' } })
    const declared = await done(ada, '', { origin: 'alert', alert_ids: [first?.id, second?.id], incident_type: 'credential-compromise' })
    const { id } = declared
    expect(declared).toMatchObject({ number: 'INC-1', title: 'KeyLeaked', state: 'declared', severity: null, alerts: 2, commander: null })
    expect(declared.readings.map(({ clock }) => clock)).toEqual(['detection', 'awareness'])
    expect(declared.readings[0]?.at).toBe((await ada.fetchJson<{ occurred_at: string }>('GET', `/alerts/${first?.id}`)).body.occurred_at)
    expect(declared.clocks.find(({ what }) => what === 'acknowledge')).toMatchObject({
      level: 'SEV1',
      state: 'running',
      is_provisional: true,
    })
    expect(declared.severity_detail?.ask).toHaveLength(3)
    const alert = (await ada.fetchJson<Alert>('GET', `/alerts/${first?.id}`)).body
    expect(alert.review).toMatchObject({ disposition: 'incident', reason: 'Part of INC-1.' })

    expect(await refused(ada, `/${id}/state`, { to: 'triaged' })).toBe('state_not_possible')
    expect(await refused(ada, `/${id}/state`, { to: 'closed' })).toBe('state_not_possible')
    await done(ada, `/${id}/acknowledge`, { happened_at: formatInstant(toInstant(server.clock.now() - 2 * minute)) })
    expect(await refused(ben, `/${id}/acknowledge`)).toBe('nothing_changed')
    expect(await refused(ada, `/${id}/severity`, { answers: { moon: 'full' } })).toBe('invalid_request')
    const severe = await done(ada, `/${id}/severity`, { answers: worst })
    expect(severe).toMatchObject({ severity: 'SEV1', severity_certainty: 'exact', next_due: { what: 'update', state: 'running' } })
    expect(severe.severity_detail?.because).toEqual(['Has somebody without authority read, changed or taken customer data? Confirmed.'])
    await done(ada, `/${id}/state`, { to: 'triaged' })
    await done(ada, `/${id}/roles`, { role: 'commander', person_id: ada.personId })
    expect(await refused(ben, `/${id}/roles`, { role: 'commander', person_id: ben.personId })).toBe('already_exists')
    expect(await refused(ada, `/${id}/roles/leave`, { role: 'commander' })).toBe('role_needed')
    const handed = await done(ada, `/${id}/roles/hand-over`, {
      role: 'commander',
      to_person_id: ben.personId,
      note: 'Key is off; watch the bill.',
    })
    expect(handed.commander?.name).toBe('Ben')
    await done(ben, `/${id}/notes`, { text: 'The key was in a public repository.' })
    await done(ben, `/${id}/state`, { to: 'contained' })
    await done(ben, `/${id}/state`, { to: 'recovered' })
    expect((await missing(id)).map(({ code }) => code)).toEqual(['obligations_undecided', 'review_not_approved'])
    const override = { reason: 'Told and reviewed under another incident', second_person_id: ada.personId }
    const closed = await done(ben, `/${id}/state`, { to: 'closed', override })
    expect(closed).toMatchObject({ state: 'closed', next_due: null })
    expect(closed.clocks.map(({ what, state }) => `${what} ${state}`)).toEqual(['acknowledge met', 'contain met'])
    expect(await refused(ben, `/${id}/severity`, { answers: worst })).toBe('incident_closed')
    await done(ada, `/${id}/notes`, { text: 'The bill came: nothing was used.' })

    await sealAll(server.services, house.organizationId)
    const { items } = await thread(id)
    expect(items.map(({ kind, said, by }) => `${kind} | ${by.name} | ${said}`)).toEqual([
      'incident.declared | Ada | Declared INC-1 “KeyLeaked” from alerts.',
      'incident.linked | Ada | Linked ALR-1, ALR-2.',
      expect.stringMatching(
        /^clock.read \| Ada \| Stated when a sensor or a person noticed: .* UTC\. The earliest of its alerts occurred then\.$/,
      ),
      expect.stringMatching(/^clock.read \| Ada \| Stated when it was reasonably certain/),
      'incident.acknowledged | Ada | Acknowledged it.',
      expect.stringMatching(/^severity.set \| Ada \| Set the severity to SEV1: Has somebody without authority/),
      'incident.triaged | Ada | Triaged.',
      'role.assigned | Ada | Made Ada commander.',
      'role.handed_over | Ada | Handed the role of commander over from Ada to Ben: Key is off; watch the bill.',
      'incident.noted | Ben | The key was in a public repository.',
      'incident.contained | Ben | Contained.',
      'incident.recovered | Ben | Recovered.',
      expect.stringContaining('incident.closed | Ben | Closed although something was missing, because: Told and reviewed'),
      'incident.noted | Ada | The bill came: nothing was used.',
    ])
    expect(items.filter(({ late }) => late).map(({ kind }) => kind)).toEqual(['incident.acknowledged'])
    expect(items.every(({ state }) => state === 'sealed')).toBe(true)
    await agreesWithLedger()
  })

  test('are closed with something missing only by two, and opened again with a reason', async () => {
    const { id } = await report()
    await done(ada, `/${id}/severity`, { answers: {}, override: { level: 'SEV3', reason: 'Nobody can say yet' } })
    await done(ada, `/${id}/state`, { to: 'triaged' })
    await done(ada, `/${id}/state`, { to: 'contained' })
    expect((await missing(id)).map(({ code, blocks }) => `${code} ${blocks}`)).toEqual([
      'not_acknowledged recovered',
      'no_commander recovered',
      'obligations_undecided closed',
      'review_undecided closed',
    ])
    const answer = await post(ada, `/${id}/state`, { to: 'recovered' })
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'not_complete', fields: [{ path: '/not_acknowledged' }, { path: '/no_commander' }] },
    })
    const override = { reason: 'It went away by itself' }
    await done(ada, `/${id}/state`, { to: 'recovered', override })
    expect(await refused(ada, `/${id}/state`, { to: 'closed', override })).toBe('second_person_needed')
    expect(await refused(ada, `/${id}/state`, { to: 'closed', override: { ...override, second_person_id: ada.personId } })).toBe(
      'second_person_needed',
    )
    await done(ada, `/${id}/state`, { to: 'closed', override: { ...override, second_person_id: ben.personId } })
    expect((await thread(id)).items.at(-1)?.said).toContain('Ben was named as agreeing.')
    expect(await refused(ada, `/${id}/state`, { to: 'reopened' })).toBe('reason_needed')
    expect(await done(ada, `/${id}/state`, { to: 'reopened', reason: 'It came back' })).toMatchObject({ state: 'triaged', closed_at: null })
    await agreesWithLedger()
  })

  test('that are none keep their number, and their alerts are told what they were', async () => {
    const [alert] = await fire({ name: 'Blip' })
    const { id } = await done(ada, '', { origin: 'alert', alert_ids: [alert?.id] })
    expect(await refused(ben, '', { origin: 'alert', alert_ids: [alert?.id] })).toBe('already_linked')
    const dismissed = await done(ada, `/${id}/dismiss`, { reason: 'A planned failover', disposition: 'benign' })
    expect(dismissed).toMatchObject({
      number: 'INC-1',
      state: 'not_an_incident',
      next_due: null,
      linked_alerts: [{ disposition: 'benign' }],
    })
    expect(await refused(ada, `/${id}/state`, { to: 'triaged' })).toBe('incident_closed')
    const { body } = await ada.fetchJson<{ items: Incident[] }>('GET', '/incidents?state=all')
    expect(body.items.map(({ number }) => number)).toEqual(['INC-1'])
    expect(await done(ben, '', { origin: 'alert', alert_ids: [alert?.id] })).toMatchObject({
      number: 'INC-2',
      linked_alerts: [{ disposition: 'incident' }],
    })
    expect(await refused(ada, `/${id}/state`, { to: 'reopened', reason: 'It was one after all' })).toBe('already_linked')
    await agreesWithLedger()
  })

  test('are merged and split with both numbers and both threads', async () => {
    const [one, two, three] = await fire({ name: 'One' }, { name: 'Two' }, { name: 'Three' })
    const first = await done(ada, '', { origin: 'alert', alert_ids: [one?.id] })
    const second = await done(ada, '', { origin: 'alert', alert_ids: [two?.id] })
    await done(ada, `/${second.id}/alerts`, { alert_ids: [three?.id] })
    const merged = await done(ada, `/${second.id}/merge`, { into: first.id, reason: 'The same outage' })
    expect(merged).toMatchObject({ number: 'INC-1', alerts: 3, merged_from: [{ number: 'INC-2' }] })
    const gone = await ada.fetchJson<Incident>('GET', '/incidents/number/INC-2')
    expect(gone.body).toMatchObject({ state: 'merged', alerts: 2, merged_into: { number: 'INC-1' } })
    expect(await refused(ada, `/${second.id}/merge`, { into: first.id, reason: 'Once more' })).toBe('incident_closed')
    expect(await refused(ada, `/${second.id}/state`, { to: 'reopened', reason: 'Not the same' })).toBe('already_linked')
    const split = await done(ada, `/${first.id}/split`, { alert_ids: [three?.id], title: 'Another thing', reason: 'Another cause' })
    expect(split).toMatchObject({ number: 'INC-3', title: 'Another thing', alerts: 1, split_from: { number: 'INC-1' } })
    expect(await refused(ada, `/${first.id}/split`, { alert_ids: [three?.id], title: 'Again', reason: 'Another cause' })).toBe(
      'invalid_request',
    )
    expect((await ada.fetchJson<Incident>('GET', `/incidents/${first.id}`)).body).toMatchObject({
      alerts: 2,
      split_into: [{ number: 'INC-3' }],
    })
    expect([await partOf(one?.id), await partOf(two?.id), await partOf(three?.id)]).toEqual(['INC-1', 'INC-1', 'INC-3'])
    await done(ada, `/${first.id}/alerts/unlink`, { alert_id: two?.id, reason: 'It was noise' })
    expect(await partOf(two?.id)).toBeUndefined()
    await done(ada, `/${first.id}/alerts`, { alert_ids: [two?.id] })
    expect((await thread(second.id)).items.at(-1)?.said).toBe('Merged into INC-1: The same outage.')
    expect((await thread(first.id)).items.map(({ said }) => said)).toContain('Linked ALR-2, ALR-3, which came from INC-2.')
    await agreesWithLedger()
  })

  test('two who merge them both ways at once: one of them is refused by name', async () => {
    const [one, two] = [await report(), await report()]
    const answers = await Promise.all([
      post(ada, `/${one.id}/merge`, { into: two.id, reason: 'The same' }),
      post(ben, `/${two.id}/merge`, { into: one.id, reason: 'The same' }),
    ])
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort()).toEqual(['200 ', '409 incident_closed'])
  })

  test('two who declare one from the same alert at once: one of them is told where to go', async () => {
    const [alert] = await fire({ name: 'Both' })
    const answers = await Promise.all([ada, ben].map((by) => post(by, '', { origin: 'alert', alert_ids: [alert?.id] })))
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort()).toEqual(['201 ', '409 already_linked'])
  })

  test('that are private are a number and a state to everyone who is not on them, in every role', async () => {
    const { id } = await report({ title: 'An insider', is_private: true })
    await done(ada, `/${id}/notes`, { text: 'It is about somebody we know.' })
    expect(await refused(ben, `/${id}/notes`, { text: 'What is this?' })).toBe('not_found')
    for (const role of roles) {
      const caller = await house.signInAs(role)
      const seen = await caller.fetchJson<Incident>('GET', `/incidents/${id}`)
      const sees = role === 'compliance'
      expect(`${role} ${seen.body.title}`).toBe(`${role} ${sees ? 'An insider' : 'Private incident'}`)
      expect(seen.text.includes('insider')).toBe(sees)
      const { body } = await caller.fetchJson<{ items: Incident[] }>('GET', '/incidents')
      expect(body.items[0]).toMatchObject({ number: 'INC-1', state: 'declared', is_private: true, is_redacted: !sees })
      const found = await caller.fetchJson<{ items: Incident[] }>('GET', '/incidents?q=insider')
      expect(found.body.items).toHaveLength(sees ? 1 : 0)
      expect((await thread(id, caller)).items.length > 0).toBe(sees)
      const byNumber = await caller.fetchJson<Incident>('GET', '/incidents/number/1')
      expect(byNumber.body.is_redacted).toBe(!sees)
    }
    await sealAll(server.services, house.organizationId)
    const admin = await house.signInAs('admin')
    expect((await admin.fetchJson('GET', `/ledger/entries?obj=${id}`)).text).not.toMatch(/insider|somebody we know/)
    await done(ada, `/${id}/roles`, { role: 'scribe', person_id: ben.personId })
    await done(ben, `/${id}/roles/leave`, { role: 'scribe' })
    expect((await ben.fetchJson<Incident>('GET', `/incidents/${id}`)).body.title).toBe('An insider')
    const open = await done(ben, `/${id}/privacy`, { is_private: false, reason: 'Everybody knows by now' })
    expect(open).toMatchObject({ is_private: false })
    expect((await thread(id, await house.signInAs('viewer'))).items.map(({ kind }) => kind)).toContain('incident.restricted')
    await agreesWithLedger()
  })

  test('that are private are named by their alerts, but not told', async () => {
    const [alert] = await fire({ name: 'Odd' })
    await done(ada, '', { origin: 'alert', title: 'An insider', is_private: true, alert_ids: [alert?.id] })
    const told = async (by: Caller) => (await by.fetchJson<{ incident: object }>('GET', `/alerts/${alert?.id}`)).body.incident
    expect(await told(ada)).toMatchObject({ number: 'INC-1', title: 'An insider', state: 'declared', is_redacted: false })
    for (const by of [ben, await house.tokenAs('responder'), await house.signInAs('auditor')]) {
      expect(await told(by)).toMatchObject({ number: 'INC-1', title: 'Private incident', state: 'declared', is_redacted: true })
    }
    expect(await told(await house.signInAs('compliance'))).toMatchObject({ title: 'An insider' })
  })

  test('made private later hide what was said before, also in the ledger, and whoever did it goes on seeing it', async () => {
    const { id } = await report({ title: 'Too much detail' })
    const hidden = await done(ben, `/${id}/privacy`, { is_private: true, reason: 'It names a customer' })
    expect(hidden).toMatchObject({ title: 'Too much detail', is_redacted: false })
    expect((await ada.fetchJson<Incident>('GET', `/incidents/${id}`)).body.is_redacted).toBe(true)
    await sealAll(server.services, house.organizationId)
    expect((await ada.fetchJson('GET', `/ledger/entries?obj=${id}`)).text).not.toContain('Too much detail')
    await agreesWithLedger()
  })

  test('keep what a clock was said to read when that is corrected, also after closing', async () => {
    const { id, readings } = await report()
    const detection = readings.find(({ clock }) => clock === 'detection')
    const at = formatInstant(toInstant(server.clock.now() - 60 * minute))
    const correction = { clock: 'detection', at, basis: 'The log shows it', corrects: detection?.id }
    const corrected = await done(ada, `/${id}/clocks`, correction)
    expect(corrected.readings.map(({ clock, is_standing }) => [clock, is_standing])).toEqual([
      ['detection', false],
      ['awareness', true],
      ['detection', true],
    ])
    expect(corrected.clocks.find(({ what }) => what === 'acknowledge')?.state).toBe('missed')
    expect(await refused(ada, `/${id}/clocks`, correction)).toBe('invalid_request')
    const { items } = await thread(id)
    expect(items.filter(({ kind }) => kind === 'clock.read')[0]?.corrected_by).toBe(items.at(-1)?.leaf_hash)
    await done(ada, `/${id}/dismiss`, { reason: 'Nothing there', disposition: 'false-positive' })
    expect(await refused(ada, `/${id}/clocks`, { clock: 'confirmation', at, basis: 'Now we know' })).toBe('incident_closed')
    await done(ada, `/${id}/clocks`, { ...correction, basis: 'Another log', corrects: corrected.readings.at(-1)?.id })
    await agreesWithLedger()
  })

  test('are held open by what other rooms say is missing, and counted from the last update they know of', async () => {
    const { id } = await report()
    const sent = toInstant(server.clock.now() - 90 * minute)
    addClosingFacts(async (_, incidentId) => (incidentId === id ? [{ code: 'steps_open', count: 1 }] : []))
    addLastUpdates(async () => new Map([[id as IncidentId, sent]]))
    expect((await missing(id)).map(({ code }) => code)).toContain('steps_open')
    const { body } = await ada.fetchJson<Incident>('GET', `/incidents/${id}`)
    expect(body.clocks.find(({ what }) => what === 'update')).toMatchObject({ state: 'missed', counted_from: formatInstant(sent) })
  })

  test('refuse what happened in the future, or long before them', async () => {
    const { id } = await report()
    const at = (minutes: number) => formatInstant(toInstant(server.clock.now() + minutes * minute))
    expect(await refused(ada, `/${id}/notes`, { text: 'x', happened_at: at(10) })).toBe('invalid_request')
    expect(await refused(ada, `/${id}/notes`, { text: 'x', happened_at: at(-31 * 24 * 60) })).toBe('invalid_request')
    await done(ada, `/${id}/notes`, { text: 'x', happened_at: at(3) })
    await done(ada, `/${id}/notes`, { text: 'x', happened_at: at(-29 * 24 * 60) })
  })

  test('are listed by their filters, a page at a time', async () => {
    for (const title of ['Disk 100%', 'Login down', 'Drill']) await report({ title, is_exercise: title === 'Drill' })
    const list = async (query: string) =>
      (await ada.fetchJson<{ items: Incident[]; next_cursor: string | null }>('GET', `/incidents${query}`)).body
    const titles = async (query: string) => (await list(query)).items.map(({ title }) => title)
    expect(await titles('')).toEqual(['Drill', 'Login down', 'Disk 100%'])
    expect(await titles('?exercise=true')).toEqual(['Drill'])
    expect(await titles('?q=100%25')).toEqual(['Disk 100%'])
    expect(await titles('?q=inc-2')).toEqual(['Login down'])
    expect(await titles('?state=closed')).toEqual([])
    const page = await list('?limit=2')
    expect(await titles(`?limit=2&cursor=${page.next_cursor}`)).toEqual(['Disk 100%'])
  })
})
