// A criterion and everything behind it: what it asks, what answers it, what evidences it in a period, and what people file elsewhere.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answered, type CriteriaStory, tellCriteriaStory } from '../support/criteriaStory.ts'
import { engines } from '../support/database.ts'
import { type House, startTestServer, type TestServer } from '../support/server.ts'

type Count = { id: string; total: number; figures: { id: string; count: number }[] }
type Name = { id: string; framework_name: string }
type Criterion = {
  id: string
  framework: { name: string; version: number }
  period: { from: string; to: string; time_zone: string }
  populations: Count[]
  documents: { kind: string; id: string; because: string; by: Name | null; currency: { current: boolean; gap_days: number } | null }[]
  beside: { criterion: Name; basis: string; corroborated_by: { id: string }[] }[]
  filed: { side: string; what: string; filed_under: Name; belongs_in: Name[]; misreading: { correct: string } }[]
}
type Line = { ref: string; populations: string[]; documents: { policies: number; runbooks: number }; filed: { side: string }[] }
type Framework = { populations: Count[]; groups: { id: string; criteria: Line[] }[]; misreadings: { id: string }[] }
type Item = { title: string | null; state: string; incident: { number: string; title: string; is_redacted: boolean } | null }
type Population = { total: number; items: Item[] }

describe.each(engines)('criteria, on %s', (engine) => {
  let server: TestServer
  let house: House
  let story: CriteriaStory
  const ofToday = (path: string) => `${path}?from=${story.today}&to=${story.today}`
  const criterion = (id: string) => answered<Criterion>(story.ada, 'GET', ofToday(`/criteria/${id}`))

  beforeAll(async () => {
    server = await startTestServer(engine)
    house = await server.newHouse()
    story = await tellCriteriaStory(server, house)
  })
  afterAll(() => server.close())

  test('CC7.4 is evidenced by what the day holds, private incidents counted and exercises apart', async () => {
    const { populations, period, framework } = await criterion('soc2/CC7.4')
    expect(period).toMatchObject({ from: story.today, to: story.today, time_zone: 'Europe/Zurich' })
    expect(framework).toMatchObject({ name: 'SOC 2', version: 1 })
    expect(populations).toEqual([
      { id: 'incidents', total: 2, figures: [{ id: 'open', count: 2 }] },
      { id: 'notices', total: 2, figures: [{ id: 'decided_against', count: 1 }] },
      {
        id: 'post_incident_reviews',
        total: 2,
        figures: [
          { id: 'open', count: 1 },
          { id: 'written', count: 1 },
        ],
      },
      {
        id: 'actions',
        total: 2,
        figures: [
          { id: 'overdue', count: 1 },
          { id: 'open', count: 1 },
        ],
      },
      { id: 'exercises', total: 1, figures: [{ id: 'open', count: 1 }] },
    ])
  })

  test('CC7.2 is evidenced by alerts, their reviews and the silences of sources', async () => {
    expect((await criterion('soc2/CC7.2')).populations).toEqual([
      { id: 'alerts', total: 3, figures: [{ id: 'not_reviewed', count: 2 }] },
      { id: 'reviews', total: 1, figures: [] },
      { id: 'gaps', total: 1, figures: [{ id: 'unexplained', count: 1 }] },
    ])
  })

  test('documents answer by what they name, by what stands beside it, and runbooks by the kind of criterion', async () => {
    const { documents } = await criterion('soc2/CC7.4')
    expect(documents[0]).toMatchObject({ kind: 'policy', id: 'incident-response', because: 'named', by: null })
    expect(documents.filter(({ kind }) => kind === 'runbook').length).toBeGreaterThan(3)
    const beside = (await criterion('pci/12.10.1')).documents[0]
    expect(beside).toMatchObject({ id: 'incident-response', because: 'beside', by: { id: 'soc2:CC7.4', framework_name: 'SOC 2' } })
    expect((await criterion('soc2/CC7.1')).documents).toEqual([])
  })

  test('the crosswalk says what a pair rests on, and what is filed under CC7.1 is shown in both places', async () => {
    const { beside, filed } = await criterion('soc2/CC7.4')
    const planned = beside.find((one) => one.criterion.id === 'iso27001:A.5.24')
    expect(planned).toMatchObject({ basis: 'editorial', corroborated_by: [{ id: 'soc2iso' }] })
    expect(filed.find(({ filed_under }) => filed_under.id === 'soc2:CC7.1')).toMatchObject({ side: 'elsewhere' })
    const weaknesses = await criterion('soc2/CC7.1')
    expect(weaknesses.filed).toMatchObject([{ side: 'here', what: 'incident response procedures' }])
    expect(weaknesses.filed[0]?.belongs_in.map(({ id }) => id)).toEqual(['soc2:CC7.3', 'soc2:CC7.4', 'soc2:CC7.5'])
    expect(weaknesses.filed[0]?.misreading.correct).toContain('CC7.3, CC7.4 and CC7.5')
  })

  test('a framework shows its criteria in its groups, each with what it is evidenced by, counted once', async () => {
    const soc2 = await answered<Framework>(story.ada, 'GET', ofToday('/frameworks/soc2'))
    expect(soc2.groups.map(({ id }) => id)).toEqual(['CC1', 'CC2', 'CC3', 'CC4', 'CC5', 'CC7', 'CC9', 'A1', 'P6'])
    const answering = soc2.groups.flatMap(({ criteria }) => criteria).find(({ ref }) => ref === 'CC7.4')
    expect(answering).toMatchObject({ documents: { policies: 1 }, populations: expect.arrayContaining(['incidents']) })
    expect(new Set(soc2.populations.map(({ id }) => id)).size).toBe(soc2.populations.length)
    expect(soc2.misreadings.map(({ id }) => id)).toContain('points-are-not-requirements')
    const { items } = await answered<{ items: { id: string }[] }>(story.ada, 'GET', '/frameworks')
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual(['soc2', 'iso27001'])
  })

  test('without days the last quarter is looked at, and nothing of today is in it', async () => {
    const { period, populations, documents } = await answered<Criterion>(story.ada, 'GET', '/criteria/iso27001/A.5.24')
    expect(period.to < story.today).toBe(true)
    // What is in force now answers it, and says that it was not then.
    expect(documents[0]).toMatchObject({ id: 'incident-response', because: 'named', currency: { current: false } })
    expect(documents[0]?.currency?.gap_days).toBeGreaterThan(89)
    expect(populations).toEqual([
      { id: 'incidents', total: 0, figures: [] },
      { id: 'exercises', total: 0, figures: [] },
    ])
  })

  test('a population lists what it counts, and of a private incident only that it is there', async () => {
    for (const id of ['incidents', 'exercises', 'post_incident_reviews', 'actions', 'notices', 'gaps', 'evidence']) {
      const { total, items } = await answered<Population>(story.ada, 'GET', ofToday(`/populations/${id}`))
      expect(items, id).toHaveLength(total)
      expect(total, id).toBeGreaterThan(0)
    }
    const seen = await answered<Population>(story.eve, 'GET', ofToday('/populations/actions'))
    expect(seen.items.map(({ title, incident }) => [title, incident?.title, incident?.is_redacted])).toEqual([
      [null, 'Private incident', true],
      ['Let tokens expire', 'A leaked token', false],
    ])
    const notices = await answered<Population>(story.ada, 'GET', ofToday('/populations/notices'))
    expect(notices.items.map(({ state }) => state).sort()).toEqual(['decided_against', 'sent'])
  })

  test('what is not there, and days that are none, are refused by name', async () => {
    const refused = async (path: string) => {
      const { status, body } = await story.ada.fetchJson('GET', path)
      return `${status} ${body.code}`
    }
    expect(await refused('/frameworks/sox')).toBe('404 not_found')
    expect(await refused('/frameworks/soc2?version=99')).toBe('404 not_found')
    expect(await refused('/criteria/soc2/CC99')).toBe('404 not_found')
    expect(await refused('/criteria/soc2/CC7.4?from=2026-02-30&to=2026-03-01')).toBe('422 period_not_valid')
    expect(await refused('/populations/actions?from=2026-03-02&to=2026-03-01')).toBe('422 period_not_valid')
    expect(await refused('/populations/weather')).toBe('400 invalid_request')
    expect(await refused(`/criteria/hipaa/${encodeURIComponent('164.308(a)(6)(ii)')}`)).toBe('200 undefined')
  })

  test('everyone who is signed in sees criteria and counts; notices are listed for those who see obligations', async () => {
    const viewer = await house.signInAs('viewer')
    const { populations } = await answered<Criterion>(viewer, 'GET', ofToday('/criteria/soc2/CC7.4'))
    expect(populations.find(({ id }) => id === 'notices')?.total).toBe(2)
    expect((await viewer.fetchJson('GET', '/populations/notices')).body.code).toBe('not_permitted')
    const auditor = await house.signInAs('auditor')
    expect((await answered<Population>(auditor, 'GET', ofToday('/populations/notices'))).total).toBe(2)
  })
})
