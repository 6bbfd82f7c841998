// Any tool: in our own words, or by a mapping.
import { describe, expect, test } from 'vitest'
import { at, bareSource, delivery, fixture, fixtureJson, observations, onlyAlert, reasonOf } from '../../test/support/deliveries.ts'
import { generic, tryMapping } from './generic.ts'
import { mappingSchema } from './mapping.ts'

const mapping = {
  items: '/checks',
  fingerprint: '/check_id',
  title: '{/check_name} at {^/host} is {/current_state}',
  status: { value: '/current_state', resolved: ['up'], ignored: ['PAUSED'] },
  severity: '/importance_level',
  summary: '/long_description',
  started_at: '/state_changed_timestamp',
  ended_at: '/state_changed_timestamp',
  labels: { host: '^/host', kind: 'ping check' },
}
const mapped = { ...bareSource, mapping }

describe('without a mapping', () => {
  test('a payload in our own words is that alert', () => {
    expect(onlyAlert(generic, fixture('generic.plain'))).toEqual({
      fingerprint: 'backup/orders',
      status: 'firing',
      severity: 'critical',
      title: 'Backup of orders failed',
      summary: 'Third night in a row',
      startedAt: at('2026-03-04T05:06:07Z'),
      endedAt: null,
      link: 'https://backups.example.com/orders',
      isTest: false,
      labels: { team: 'data' },
    })
  })

  test('a title is enough, several alerts may come at once, and a form will do', () => {
    expect(onlyAlert(generic, delivery({ title: 'Disk full' }))).toMatchObject({ fingerprint: 'Disk full', status: 'firing' })
    const alerts = [
      { title: 'a', status: 'OK' },
      { title: 'b', test: true },
    ]
    expect(observations(generic.observe(delivery({ alerts }), bareSource)).map(({ status, isTest }) => [status, isTest])).toEqual([
      ['resolved', false],
      ['firing', true],
    ])
    expect(
      onlyAlert(generic, delivery('title=Disk+full&status=resolved', { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe('resolved')
    expect(reasonOf(generic, delivery({ name: 'Disk full' }))).toMatch(/^unreadable: .*no `title`.*mapping/)
  })
})

describe('with a mapping', () => {
  test('each item is an alert; values of the whole payload and constant text go with each; an ignored status makes none', () => {
    const made = observations(generic.observe(fixture('generic.mapped'), mapped))
    expect(made).toHaveLength(2)
    expect(made[0]).toEqual({
      fingerprint: '803',
      status: 'firing',
      severity: 'HIGH',
      title: 'Shop at monitor.example.com is DOWN',
      summary: 'HTTP 503',
      startedAt: at('2026-03-04T05:06:07Z'),
      endedAt: null,
      link: null,
      isTest: false,
      labels: { host: 'monitor.example.com', kind: 'ping check' },
    })
    expect(made[1]).toMatchObject({ fingerprint: '804', status: 'resolved', startedAt: null, endedAt: at('2026-03-04T05:11:07Z') })
  })

  test('a payload whose only status is ignored says nothing, one without the places is refused, naming them', () => {
    const { checks } = fixtureJson('generic.mapped')
    expect(reasonOf(generic, delivery({ checks: [checks[2]] }), mapped)).toMatch(/^nothing: .*ignore/)
    expect(reasonOf(generic, delivery({ other: 1 }), mapped)).toMatch(/^unreadable: .*no alert at \/checks/)
    expect(reasonOf(generic, delivery({ checks: [{}, {}] }), { ...bareSource, mapping: { ...mapping, title: '/check_name' } })).toMatch(
      /^unreadable: .*\/check_id.*\/check_name/,
    )
    expect(reasonOf(generic, delivery({}), { ...bareSource, mapping: { title: '/a' } })).toMatch(/^unreadable: .*mapping.*\/fingerprint/)
  })

  test('tests are told by a value, times may be given their missing zone, links must be whole', () => {
    const settings = {
      ...bareSource,
      mapping: {
        fingerprint: '/id',
        title: '/id',
        is_test: { value: '/kind', when: ['TEST'] },
        started_at: '{/when}Z',
        link: 'https://{/path}',
      },
    }
    expect(
      onlyAlert(generic, delivery({ id: 'a', kind: 'test', when: '2026-03-04 05:06:07', path: 'example.com/a' }), settings),
    ).toMatchObject({
      isTest: true,
      startedAt: at('2026-03-04T05:06:07Z'),
      link: 'https://example.com/a',
    })
  })
})

describe('writing a mapping', () => {
  test.each([
    ['/title', { fingerprint: '/a' }],
    ['/fingerprint', { fingerprint: '/a~2', title: '/b' }],
    ['/items', { items: 'alerts', fingerprint: '/a', title: '/b' }],
    ['/title', { fingerprint: '/a', title: '{^/a/*}' }],
    ['/status/resolved', { fingerprint: '/a', title: '/b', status: { value: '/c', resolved: [] } }],
    ['', { fingerprint: '/a', title: '/b', severty: '/c' }],
  ])('a fault at %s is named', (pointer, written) => {
    const trial = tryMapping(written, '{}')
    expect(trial.ok).toBe(false)
    expect(trial.problems.map((problem) => problem.pointer)).toContain(pointer)
    expect(mappingSchema.safeParse(written).success).toBe(false)
  })

  test('a trial shows what each field found and the alerts that would be made', () => {
    const trial = tryMapping(mapping, JSON.stringify(fixtureJson('generic.mapped')))
    expect(trial.ok).toBe(true)
    expect(trial.alerts).toEqual(observations(generic.observe(fixture('generic.mapped'), mapped)))
    expect(trial.fields).toContainEqual({
      alert: 1,
      field: 'started_at',
      written: '/state_changed_timestamp',
      value: '2026-03-04T05:06:07.000Z',
    })
    expect(trial.fields).toContainEqual({ alert: 2, field: 'labels/host', written: '^/host', value: 'monitor.example.com' })
    expect(trial.problems).toEqual([])
  })

  test('a trial says for each field what is wrong, and where', () => {
    const written = { fingerprint: '/id', title: '/name', severity: '/level', started_at: '/when', link: '/url', summary: '/detail' }
    const trial = tryMapping(written, '{"id":"a","level":{"n":1},"when":"yesterday","url":"/d/1","detail":null}')
    expect(trial.ok).toBe(true)
    expect(trial.problems).toEqual([
      { pointer: '/title', message: 'Alert 1: there is nothing at this place (/name)' },
      { pointer: '/severity', message: 'Alert 1: there is a list or an object, not a text or a number (/level)' },
      { pointer: '/started_at', message: expect.stringMatching(/^Alert 1: “yesterday” names no instant/) },
      { pointer: '/link', message: expect.stringMatching(/“\/d\/1” is not a whole link/) },
    ])
  })

  test('a sample that is no JSON, or holds no alert, is the problem', () => {
    expect(tryMapping(mapping, '{')).toMatchObject({ ok: false, problems: [{ pointer: '', message: expect.stringMatching(/not JSON/) }] })
    expect(tryMapping(mapping, '{}')).toMatchObject({
      ok: false,
      alerts: [],
      problems: [{ pointer: '/items', message: expect.stringMatching(/\/checks/) }],
    })
  })
})

test('the sender’s own key names the delivery', () => {
  expect(generic.deliveryId(delivery({}, { 'Idempotency-Key': 'abc' }))).toBe('abc')
  expect(generic.deliveryId(delivery({}))).toBeNull()
})
