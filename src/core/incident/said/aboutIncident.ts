// How an incident's own entries read: declared, linked, moved on, merged, closed.
import { after, member, type Say, type Told, written } from './told.ts'

const origins: Record<string, string> = { alert: 'from alerts', report: 'from a report', observation: 'from what somebody saw' }

function alerts(told: Told): string {
  const numbers = told.list('alerts').flatMap((one) => {
    const number = member(one, 'number')
    return typeof number === 'number' ? [`ALR-${number}`] : []
  })
  return numbers.length === 0 ? 'alerts' : numbers.join(', ')
}

function step(what: string): Say {
  return (told) => {
    const reason = told.inner('override', 'reason')
    const second = told.person('second_person_name', 'override', 'second_person')
    if (reason === null) return written(what, told.text('reason'))
    const missing = told.list('missing').flatMap((one) => member(one, 'said') ?? [])
    const agreed = second === null ? '' : ` ${second} was named as agreeing.`
    return `${written(`${what} although something was missing, because`, reason)}${agreed} Missing: ${missing.join(' ')}`
  }
}

export const aboutIncident: Record<string, Say> = {
  'incident.declared': (told) =>
    `Declared${after(' INC-', told.number('number'))}${after(' “', told.text('title'), '”')}${after(' ', origins[told.text('origin') ?? ''] ?? null)}${after(', split from INC-', told.number('split_from_number'))}.`,
  'incident.acknowledged': () => 'Acknowledged it.',
  'incident.changed': (told) =>
    `Changed what it is called${after(': “', told.text('title'), '”')}${after(', type ', told.text('incident_type'))}.`,
  'incident.linked': (told) => `Linked ${alerts(told)}${after(', which came from INC-', told.number('from_number'))}.`,
  'incident.unlinked': (told) => written(`Took${after(' ALR-', told.number('number'))} out`, told.text('reason')),
  'incident.merged': (told) =>
    told.text('into') === null
      ? written(`Took in${after(' INC-', told.number('from_number'))}${after(' “', told.text('from_title'), '”')}`, told.text('reason'))
      : written(`Merged into${after(' INC-', told.number('into_number'))}`, told.text('reason')),
  'incident.split': (told) => written(`Split ${alerts(told)} off${after(' as INC-', told.number('into_number'))}`, told.text('reason')),
  'incident.restricted': (told) =>
    written(told.truth('is_private') === false ? 'Opened it to everyone again' : 'Made it private', told.text('reason')),
  'incident.noted': (told) => told.text('text') ?? 'Wrote a note.',
  'incident.triaged': step('Triaged'),
  'incident.contained': step('Contained'),
  'incident.recovered': step('Recovered'),
  'incident.closed': step('Closed'),
  'incident.reopened': (told) => written('Opened it again', told.text('reason')),
  'incident.dismissed': (told) => written(`Found it to be no incident${after(' (', told.text('disposition'), ')')}`, told.text('reason')),
}
