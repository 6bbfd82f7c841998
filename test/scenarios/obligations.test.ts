// An incident whose deadlines are somebody's job: from the interview to staged notices, and from the review to actions that had an effect.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import type { IncidentId } from '../../src/core/kernel/ids.ts'
import { day, formatInstant, hour, type Instant, minute, parseInstant, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization, type OrganizationTx } from '../../src/database/inOrganization.ts'
import { fsck } from '../../src/server/ledger/fsck.ts'
import { engines } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { addIncident, readClock, setIncidentState } from '../support/incidentRow.ts'
import { type House, type SignedInCaller, startTestServer, type TestServer } from '../support/server.ts'
import { type SmtpSink, startSmtpSink } from '../support/smtpSink.ts'

type Due = { kind: string; strict?: string; late_by?: number; stages?: { rule: string }[]; relief?: null | { at: string } }
type Obligation = {
  rule: string
  origin: string
  verdict: string
  due: Due
  to_judge: string | null
  decision: null | { answer: string; reason: string | null; by: { name: string } }
  decisions: unknown[]
  sent: null | { at: string; late_by: number | null }
}
type Obligations = { answers: unknown; obligations: Obligation[]; ruled_out: { rule: string; because: string }[]; undecided: number }
type Notice = {
  id: string
  state: string
  text: string
  template_text: string | null
  fields: { id: string; asks: string }[]
  blanks: { id: string }[]
  missing_content: { id: string }[]
  values: Record<string, string>
  late_by: number | null
  due_at: string | null
  attempts: number
  events: { kind: string; note: string | null }[]
}
type Action = { id: string; state: string; check_due_at: string | null; closed: null | { late: boolean } }
type PostIncident = {
  requirement: { by_rule: string; required: boolean; basis: string; due_at: string | null; overdue: boolean }
  review: null | { state: string; causes: unknown[] }
  advice: string[]
  timeline: { kind: string; leaf_hash: string; note: string | null }[]
  actions: Action[]
}

const ownTables = /^(obligation_|contract|notice|status_update|review_decision|post_incident_review|corrective_action)/
const choice = (...is: string[]) => ({ is, is_not: [], rest: 'is-not' })
const answers = {
  roles: choice('controller'),
  places: choice('DE', 'US-CA'),
  people: { 'US-CA': 600 },
  kinds: choice('personal', 'credentials'),
  sectors: choice('essential_entity'),
  events: choice(),
}

describe.each(engines)('whom an incident obliges to tell, and what is learned, on %s', (engine) => {
  let server: TestServer
  let sink: SmtpSink
  let house: House
  let ada: SignedInCaller
  let grace: SignedInCaller
  let incidentId: IncidentId
  let base: string
  let aware: Instant

  const inHouse = <T>(work: (tx: OrganizationTx) => Promise<T>) =>
    inOrganization(server.services.database, house.organizationId, systemActor('test'), work)

  beforeAll(async () => {
    sink = await startSmtpSink()
    server = await startTestServer(engine, {
      environment: { TICKMARK_SMTP_URL: sink.url, TICKMARK_MAIL_FROM: 'security@example.com' },
    })
  })
  afterAll(async () => {
    await server.close()
    await sink.close()
  })
  beforeEach(async () => {
    house = await server.newHouse()
    ada = await house.signInAs('compliance', { name: 'Ada' })
    grace = await house.signInAs('responder', { name: 'Grace' })
    const now = server.clock.now()
    aware = toInstant(now - 2 * hour)
    incidentId = await inHouse(async (tx) => {
      const made = await addIncident(tx, { declaredAt: aware })
      await readClock(tx, made, 'detection', toInstant(now - 3 * hour))
      await readClock(tx, made, 'awareness', aware)
      return made
    })
    base = `/incidents/${incidentId}`
  })

  async function ok<T>(by: SignedInCaller, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await by.fetchJson(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body as T
  }
  const refused = async (by: SignedInCaller, method: string, path: string, body: unknown) => {
    const { status, body: problem } = await by.fetchJson(method, path, body)
    return `${status} ${problem.code}: ${problem.detail}`
  }
  const obligations = () => ok<Obligations>(ada, 'GET', `${base}/obligations`)
  const ofRule = async (rule: string) => (await obligations()).obligations.find((one) => one.rule === rule) ?? expect.fail(`no ${rule}`)
  const draft = (body: object) => ok<Notice>(grace, 'POST', `${base}/notices`, body)
  const disagreements = async () => {
    const keys = server.services.ledgerKeys
    const found = await fsck(server.services.database, house.organizationId, { keys, most: 50 })
    return found.disagreements.filter(({ table }) => ownTables.test(table))
  }

  test('GDPR, NIS2, a state and a customer’s contract: from the interview to staged notices', async () => {
    const contract = await ok<{ id: string; rule: string; said: string }>(ada, 'POST', '/contracts', {
      customer: 'Acme',
      contact: 'security@acme.example.com',
      within: { amount: 24, unit: 'hours' },
      clock: 'awareness',
      clause: '§ 7.2: within 24 hours of becoming aware',
    })
    expect(contract.said).toBe('24 hours from awareness')
    expect(await refused(ada, 'POST', '/contracts', { ...contractBody, within: { amount: 2, unit: 'business-days' } })).toMatch(
      /^400 invalid_request: .*calendar/,
    )

    const before = await obligations()
    expect(before.answers).toBeNull()
    expect(before.obligations.map(({ rule }) => rule)).toContain('uk-gdpr-33.ico-notification')
    const after = await ok<Obligations>(grace, 'POST', `${base}/obligations/interview`, { answers })
    const proposed = after.obligations.map(({ rule }) => rule)
    expect(proposed).toEqual(
      expect.arrayContaining([
        'eu-gdpr-33-1.notification',
        'eu-nis2-23.early-warning',
        'eu-nis2-23.incident-notification',
        'eu-nis2-23.final-report',
        'us-ca.individuals',
        'us-ca.agency',
        contract.rule,
        'policy-incident-response.management',
      ]),
    )
    expect(after.ruled_out.find(({ rule }) => rule === 'uk-gdpr-33.ico-notification')?.because).toContain('the United Kingdom')
    expect(await refused(grace, 'POST', `${base}/obligations/interview`, { answers })).toMatch(/^409 nothing_changed/)

    const at = (ms: number) => formatInstant(toInstant(aware + ms))
    expect((await ofRule('eu-gdpr-33-1.notification')).due).toMatchObject({ kind: 'due', strict: at(72 * hour) })
    expect((await ofRule('eu-nis2-23.early-warning')).due).toMatchObject({ kind: 'due', strict: at(24 * hour) })
    expect((await ofRule('eu-nis2-23.final-report')).due).toMatchObject({ kind: 'stage-not-filed' })
    expect((await ofRule('us-ca.individuals')).due).toMatchObject({ kind: 'clock-not-started', clock: 'discovery' })
    expect((await ofRule(contract.rule)).origin).toBe('contract')
    expect(await ofRule('policy-incident-response.management')).toMatchObject({
      origin: 'policy',
      due: { kind: 'late', late_by: expect.closeTo(7200, -2) },
    })

    const decide = `${base}/obligations/decide`
    expect(await refused(grace, 'POST', decide, { rule: 'eu-nis2-23.early-warning', answer: 'accept' })).toMatch(/^403/)
    expect(await refused(ada, 'POST', decide, { rule: 'us-ca.agency', answer: 'decline' })).toMatch(/^422 reason_needed/)
    expect(await refused(ada, 'POST', decide, { rule: 'xx.nothing', answer: 'accept' })).toMatch(/^404/)
    await ok(ada, 'POST', decide, {
      rule: 'us-ca.agency',
      answer: 'decline',
      reason: 'Counsel: only hashed passwords, no residents to tell.',
    })
    await ok(ada, 'POST', decide, { rule: 'eu-nis2-23.early-warning', answer: 'accept' })
    expect((await ofRule('us-ca.agency')).decision).toMatchObject({ answer: 'decline', by: { name: 'Ada' } })

    const warning = await draft({ rule: 'eu-nis2-23.early-warning', template: 'nis2-early-warning', to: 'csirt@example.com' })
    expect(warning.values['our-reference']).toMatch(/^INC-\d+$/)
    expect(warning.text).toContain('Somebody read customer records')
    expect(warning.missing_content.map(({ id }) => id)).toEqual(['malicious-cause', 'cross-border'])
    // Whoever fills it sees every blank, filled or not, with the words that name it while it is left.
    expect(warning.template_text).toContain('{{malicious-cause}}')
    expect(warning.fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['our-reference', 'malicious-cause']))
    expect(warning.fields).toEqual(expect.arrayContaining(warning.blanks))
    const path = `${base}/notices/${warning.id}`
    expect(await refused(grace, 'POST', `${path}/approve`, {})).toMatch(/^403/)
    expect(await refused(ada, 'POST', `${path}/approve`, {})).toMatch(/^409 not_complete: .*Blanks/)
    expect(await refused(grace, 'POST', `${path}/send`, {})).toMatch(/^409 state_not_possible: .*approved first/)
    const values = Object.fromEntries(warning.blanks.map(({ id }) => [id, id === 'cross-border' ? 'None known.' : 'Not known yet.']))
    const filled = await ok<Notice>(grace, 'PATCH', path, { values })
    expect([filled.blanks, filled.missing_content]).toEqual([[], []])
    expect(await ok<Notice>(ada, 'POST', `${path}/approve`, {})).toMatchObject({ template_text: null, fields: [] })
    expect(await refused(grace, 'PATCH', path, { subject: 'Another' })).toMatch(/^409 state_not_possible: .*fixed/)
    await ok(grace, 'POST', `${path}/send`, {})
    const sent = await eventually(async () => {
      const { items } = await ok<{ items: Notice[] }>(ada, 'GET', `${base}/notices`)
      const found = items.find(({ id }) => id === warning.id)
      expect(found?.state).toBe('sent')
      return found
    })
    expect(sent).toMatchObject({ late_by: null, channel: 'e-mail', due_at: at(24 * hour) })
    expect(sent?.events.map(({ kind }) => kind)).toEqual(['approved', 'sent'])
    expect(sink.mails.at(-1)?.text).toContain('# Early warning of a significant incident')

    const notification = await draft({
      rule: 'eu-nis2-23.incident-notification',
      text: 'Filed in the portal of the authority.',
      to: 'CSIRT portal',
      covers: ['update', 'severity-impact', 'indicators'],
    })
    await ok(grace, 'POST', `${base}/notices/${notification.id}/record-sent`, {
      sent_at: at(1 * hour),
      channel: 'portal',
      reference: 'N-7',
    })
    const final = (await ofRule('eu-nis2-23.final-report')).due
    expect(final.kind).toBe('due')
    expect(Date.parse(final.strict ?? '')).toBeGreaterThan(aware + 27 * day)
    expect(
      await refused(ada, 'POST', decide, { rule: 'eu-nis2-23.incident-notification', answer: 'decline', reason: 'On second thought.' }),
    ).toMatch(/^409 already_exists/)

    const dropped = await draft({ template: 'status-public', to: 'everybody' })
    expect(await refused(ada, 'POST', `${base}/notices/${dropped.id}/decline`, { reason: 'no' })).toMatch(/^400/)
    await ok(ada, 'POST', `${base}/notices/${dropped.id}/decline`, { reason: 'No customer could notice anything.' })
    await ok(ada, 'PATCH', `/contracts/${contract.id}`, { contact: 'soc@acme.example.com' })
    await eventually(async () => expect(await disagreements()).toEqual([]))
  })

  const contractBody = { customer: 'Beta', contact: 'Beta', clock: 'confirmation', clause: '§ 1', time_zone: 'Europe/Paris' }

  test('a late notice stays late, whatever is corrected afterwards; what is altered in the tables is found', async () => {
    await ok(grace, 'POST', `${base}/obligations/interview`, { answers })
    const notice = await draft({ rule: 'eu-gdpr-33-1.notification', text: 'To the authority.', to: 'Authority' })
    server.clock.advance(71 * hour)
    expect((await ofRule('eu-gdpr-33-1.notification')).due).toMatchObject({ kind: 'late' })
    const sent = await ok<Notice>(grace, 'POST', `${base}/notices/${notice.id}/record-sent`, {
      sent_at: formatInstant(toInstant(aware + 72 * hour + 10 * minute)),
      channel: 'portal',
    })
    expect(sent).toMatchObject({ state: 'sent', late_by: 600 })
    await inHouse(async (tx) => {
      const first = await tx.db.selectFrom('incident_clock').select('reading_id').where('clock', '=', 'awareness').executeTakeFirstOrThrow()
      await readClock(tx, incidentId, 'awareness', toInstant(aware + 10 * hour), { corrects: first.reading_id })
    })
    expect(await ofRule('eu-gdpr-33-1.notification')).toMatchObject({ sent: { late_by: 600 }, due: { kind: 'late', late_by: 600 } })
    await inHouse((tx) =>
      tx.db
        .updateTable('notice')
        .set({ late_by: null })
        .where('notice_id', '=', notice.id as never)
        .execute(),
    )
    await inHouse((tx) =>
      tx.db
        .updateTable('notice')
        .set({ fixed_text: 'Nothing.' })
        .where('notice_id', '=', notice.id as never)
        .execute(),
    )
    const found = (await disagreements()).map(({ table, column }) => `${table}.${column}`)
    expect(found.sort()).toEqual(['notice.fixed_text', 'notice.late_by'])
  })

  test('hours run through a clock change, and days end by the local clock behind it', async () => {
    const told = await inHouse(async (tx) => {
      const declaredAt = parseInstant('2026-10-24T12:00:00Z') ?? expect.fail()
      const made = await addIncident(tx, { declaredAt })
      await readClock(tx, made, 'awareness', parseInstant('2026-10-24T12:00:00+02:00') ?? expect.fail())
      await readClock(tx, made, 'discovery', parseInstant('2026-10-15T09:00:00-07:00') ?? expect.fail(), { zone: 'America/Los_Angeles' })
      return made
    })
    const { obligations: all } = await ok<Obligations>(ada, 'POST', `/incidents/${told}/obligations/interview`, { answers })
    const strict = (rule: string) => all.find((one) => one.rule === rule)?.due.strict
    expect(strict('eu-gdpr-33-1.notification')).toBe('2026-10-27T10:00:00.000Z')
    expect(strict('us-ca.individuals')).toBe('2026-11-15T07:59:59.000Z')
  })

  test('status updates say when the next one is due, by the severity’s cadence', async () => {
    const empty = await ok<{ every: string; next_due_at: string; overdue: boolean }>(ada, 'GET', `${base}/updates`)
    expect(empty).toMatchObject({ every: 'PT1H', overdue: true, next_due_at: formatInstant(toInstant(aware + hour)) })
    const body = { text: 'The token is revoked; we read the access logs.', audience: 'management' }
    const happened = toInstant(server.clock.now() - 10 * minute)
    const after = await ok<{ items: { text: string }[]; next_due_at: string; overdue: boolean }>(grace, 'POST', `${base}/updates`, {
      ...body,
      happened_at: formatInstant(happened),
    })
    expect(after).toMatchObject({ items: [{ text: body.text }], overdue: false, next_due_at: formatInstant(toInstant(happened + hour)) })
    const future = formatInstant(toInstant(server.clock.now() + hour))
    expect(await refused(grace, 'POST', `${base}/updates`, { ...body, happened_at: future })).toMatch(/^400 .*future/)
  })

  test('a mail server that does not take it is tried again, and the notice is not said to be sent', async () => {
    const notice = await draft({ text: 'Told without being obliged to.', to: 'partner@example.com', subject: 'Hello' })
    await ok(ada, 'POST', `${base}/notices/${notice.id}/approve`, {})
    sink.refuseWith = '451 try again later'
    await ok(grace, 'POST', `${base}/notices/${notice.id}/send`, {})
    await eventually(async () => {
      const { items } = await ok<{ items: Notice[] }>(ada, 'GET', `${base}/notices`)
      expect(items).toMatchObject([{ state: 'sending', attempts: 1 }])
    })
    sink.refuseWith = null
  })

  test('of a private incident nobody else learns whom it obliges to tell', async () => {
    const hidden = await inHouse((tx) => addIncident(tx, { isPrivate: true }))
    await ok(ada, 'POST', `/incidents/${hidden}/actions`, { title: 'Rotate the tokens' })
    for (const path of ['obligations', 'notices', 'updates', 'review', 'actions']) {
      expect((await grace.fetchJson('GET', `/incidents/${hidden}/${path}`)).status).toBe(404)
    }
    expect(await refused(grace, 'POST', `/incidents/${hidden}/updates`, { text: 'Hello', audience: 'public' })).toMatch(/^404/)
    expect((await ok<{ items: Action[] }>(grace, 'GET', '/actions?state=all')).items).toEqual([])
    expect((await ok<{ items: Action[] }>(ada, 'GET', '/actions?state=all')).items).toHaveLength(1)
  })

  test('a required review is written, its root cause specific, approved by somebody else; actions are closed by proof and checked', async () => {
    const review = `${base}/review`
    const begun = await ok<PostIncident>(grace, 'GET', review)
    expect(begun.requirement).toMatchObject({ by_rule: 'required', required: true, due_at: null })
    expect(begun.requirement.basis).toContain('SEV1')
    expect(await refused(grace, 'POST', `${review}/decision`, { required: false, reason: 'No time for it.' })).toMatch(/^403 role_needed/)
    expect(await refused(ada, 'POST', `${review}/decision`, { required: false })).toMatch(/^422 reason_needed/)
    await ok(grace, 'POST', `${base}/updates`, { text: 'All tokens are rotated.', audience: 'internal' })
    const closing = async () => {
      const { missing } = await ok<{ missing: { code: string }[] }>(ada, 'GET', `${base}/closing`)
      return missing.map(({ code }) => code)
    }
    expect(await closing()).toEqual(expect.arrayContaining(['obligations_undecided', 'review_not_approved']))

    const vague = { causes: [{ kind: 'weakness', text: 'Unauthorized access' }] }
    expect(await refused(grace, 'PATCH', review, vague)).toMatch(/^422 cause_not_specific: .*never rotated/)
    const timeline = (await ok<PostIncident>(grace, 'GET', review)).timeline
    const [line] = timeline.filter(({ kind }) => kind === 'update.sent')
    const written = await ok<PostIncident>(grace, 'PATCH', review, {
      summary: 'A token in a public repository let somebody read 600 records.',
      impact: { records_affected: 600 },
      causes: [
        { kind: 'event', text: 'Unauthorized access' },
        { kind: 'condition', text: 'The token was committed to a public repository.' },
      ],
      timeline_notes: { [line?.leaf_hash ?? '']: 'Two hours after we could have known.' },
    })
    expect(written.advice).toEqual([expect.stringContaining('ends too early')])
    expect(written.timeline.find(({ leaf_hash }) => leaf_hash === line?.leaf_hash)?.note).toContain('Two hours')
    expect(await refused(ada, 'POST', `${review}/approve`, {})).toMatch(/^409 not_complete/)
    await ok(grace, 'PATCH', review, {
      causes: [
        { kind: 'event', text: 'Unauthorized access' },
        { kind: 'weakness', text: 'Deploy tokens never expire, and secret scanning is off for repositories made by hand.' },
      ],
    })
    await ok(ada, 'PATCH', review, { what_was_lucky: 'The token could only read.' })
    expect(await refused(ada, 'POST', `${review}/approve`, {})).toMatch(/^409 second_person_needed/)
    const other = await house.signInAs('compliance', { name: 'Joan' })
    expect((await ok<PostIncident>(other, 'POST', `${review}/approve`, {})).review?.state).toBe('approved')
    expect(await refused(grace, 'PATCH', review, { summary: 'Nothing happened.' })).toMatch(/^409 state_not_possible/)
    expect(await closing()).not.toContain('review_not_approved')

    const today = formatInstant(server.clock.now()).slice(0, 10)
    const action = await ok<Action>(grace, 'POST', `${base}/actions`, {
      title: 'Expire deploy tokens',
      owner: grace.personId,
      due_on: today,
    })
    const path = `${base}/actions/${action.id}`
    expect(await refused(grace, 'POST', `${path}/check`, { effective: true, note: 'It works.' })).toMatch(/^409 state_not_possible/)
    server.clock.advance(30 * hour)
    expect((await ok<{ items: Action[] }>(ada, 'GET', '/actions?state=overdue')).items).toMatchObject([{ id: action.id, state: 'overdue' }])
    await inHouse((tx) => setIncidentState(tx, incidentId, 'closed', server.clock.now()))
    const closed = await ok<Action>(grace, 'POST', `${path}/close`, {
      evidence: 'https://git.example.com/pull/7',
      note: 'Tokens live 30 days.',
    })
    expect(closed).toMatchObject({ state: 'closed', closed: { late: true } })
    expect(await refused(grace, 'PATCH', path, { title: 'Another' })).toMatch(/^409 state_not_possible/)
    expect(await ok<Action>(ada, 'POST', `${path}/check`, { effective: false, note: 'Two tokens are exempt.' })).toMatchObject({
      state: 'not-effective',
    })
    expect((await ok<{ items: Action[] }>(ada, 'GET', '/actions')).items).toHaveLength(1)
    await ok(grace, 'POST', `${path}/close`, { evidence: 'https://git.example.com/pull/9', note: 'No exemptions any more.' })
    await ok(ada, 'POST', `${path}/check`, { effective: true, note: 'No token is older than 30 days.' })
    expect((await ok<{ items: Action[] }>(ada, 'GET', '/actions')).items).toEqual([])
    await eventually(async () => expect(await disagreements()).toEqual([]))
    await inHouse((tx) => setIncidentState(tx, incidentId, 'merged', server.clock.now()))
    expect(await refused(grace, 'POST', `${base}/actions`, { title: 'Too late' })).toMatch(/^409 incident_closed: .*merged/)
  })
})
