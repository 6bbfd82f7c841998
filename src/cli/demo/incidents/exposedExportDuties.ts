// Who was told of the exposed exports, and by when: management, the authority in two parts, two customers by contract, the insurer.
import type { BodyIn } from '../../../contract/endpoint.ts'
import type { obligationApi } from '../../../contract/obligation.ts'
import { formatInstant } from '../../../core/kernel/instant.ts'
import { approve, decide, declineTheRest, draft, interview, sent, update } from './dutyDeeds.ts'
import { keep } from './evidenceDeeds.ts'
import { link } from './incidentDeeds.ts'
import { spokeswoman } from './onCall.ts'
import { act, type Calendar, inARow, type OnCall } from './plot.ts'
import { stepsOf } from './runDeeds.ts'
import type { Act } from './scene.ts'

const steps = stepsOf('data-exfiltration')
const policy = 'policy-incident-response'

const only = <Name extends string>(...is: Name[]) => ({ is, is_not: [], rest: 'is-not' as const })

const answers: BodyIn<typeof obligationApi.interview>['answers'] = {
  roles: only('controller', 'processor'),
  places: only('EU', 'DE'),
  people: { DE: 1842, EU: 1842 },
  everyone: 1842,
  kinds: only('personal'),
  sectors: only('cyber_insured'),
  events: only(),
}

const nature =
  'A storage bucket with exports was readable by anybody for six days. In the night one address read 2,117 objects from it: lists of contacts and invoices.'
const measures =
  'The bucket was closed 15 minutes after the incident was declared. Public access is blocked for the whole account, reads of customer data are recorded, and exports go out by links that end after a day.'
const contact = 'Ruth Halvorsen, privacy@larkspur.example.com'

const toAuthority = {
  'report-kind': 'first notification; parts are to follow',
  'individuals-told': 'not by us: a high risk is not likely; controllers were told and decide for their own',
  'still-unknown': 'whether the copies were passed on; the hosting company has preserved the server',
  'sent-by': 'Ruth Halvorsen, compliance lead',
  'people-categories': 'contacts of business customers and trial users, about 1,842',
  'record-categories': 'names, business e-mail addresses, workspaces; invoices without bank data. About 2,117 files',
  'contact-point': contact,
  consequences: 'unwanted mail, and mail that pretends to come from us',
  measures,
  'delay-reasons': 'not late',
  'incident-nature': nature,
}

const toCustomer = (systems: string, people: string) => ({
  'their-systems': systems,
  'customer-steps': 'Warn the people on the list of mail that speaks of invoices from us.',
  'still-unknown': 'Whether the copies were passed on.',
  'next-update': 'in three days, in the afternoon, Europe/Berlin',
  'controller-needs':
    'The list of people, the fields and the times are attached; the nature, the likely consequences and the measures are above.',
  'data-types': 'names, business e-mail addresses, workspace names',
  'people-count': people,
  'incident-nature': nature,
  measures,
  'contact-point': contact,
})

export function exposedExportDuties(t: Calendar, { backup }: OnCall): Act[] {
  return [
    act(
      t(0, '03:16'),
      spokeswoman,
      draft('management', {
        rule: `${policy}.management`,
        to: 'Management',
        subject: 'Customer exports were read from outside',
        text: 'Exports of customers were readable by anybody and were read tonight. It is closed since 02:36. We count whom it concerns; duties to tell begin in the morning.',
      }),
    ),
    act(t(0, '03:19'), spokeswoman, sent('management', { channel: 'Telephone, then the management channel' })),
    act(t(0, '03:20'), spokeswoman, steps.done('tell-management', 'Ines, by telephone.')),
    act(
      t(0, '03:25'),
      spokeswoman,
      update(
        'internal',
        'Customer exports were read from outside from 01:52 to 02:36. The bucket is closed. We are counting whom it concerns. Say nothing outside; next update at half past four.',
      ),
    ),
    act(
      t(0, '04:21'),
      spokeswoman,
      update('internal', 'Nothing new is leaving. The cause is a policy that came with the landing page. Next update within the hour.'),
    ),
    act(
      t(0, '05:18'),
      spokeswoman,
      update('internal', 'Two people are counting the people on the lists, each on their own. Nothing else is known to be open.'),
    ),
    act(
      t(0, '06:40'),
      spokeswoman,
      update(
        'internal',
        'First count: 1,842 people, most of them contacts of two customers. The second count is under way. This update is late; the next one comes at half past seven.',
      ),
    ),
    act(
      t(0, '07:28'),
      spokeswoman,
      update(
        'management',
        'Both counts agree: 1,842 people, names and business addresses, no bank data. Ruth goes through the duties at eight.',
      ),
    ),
    act(t(0, '08:10'), 'compliance', interview(answers)),
    ...inARow(t(0, '08:16'), 'compliance', [
      decide(`${policy}.management`, 'accept'),
      decide(`${policy}.cyber-insurer`, 'accept'),
      decide(`${policy}.supervisory-authority`, 'accept'),
      decide(`${policy}.affected-customers`, 'accept'),
      decide('eu-gdpr-33-1.notification', 'accept'),
      decide('eu-gdpr-33-1.supplements', 'accept'),
      decide('eu-gdpr-33-2.notice', 'accept'),
      decide('contract Northwind', 'accept'),
      decide('contract Kestrel', 'accept'),
      decide('contract-insurer.notice', 'accept'),
    ]),
    act(t(0, '08:20'), 'compliance', link('made public')),
    act(
      t(0, '08:27'),
      spokeswoman,
      update(
        'internal',
        'The authority, two customers and the insurer will be told, by Monday night at the latest. Nothing is leaving any more.',
      ),
    ),
    act(t(0, '08:31'), 'compliance', steps.done('tell-counsel', 'Example LLP, by telephone; an opinion on high risk follows.')),
    act(t(0, '08:40'), 'compliance', declineTheRest('Not binding on us here: what binds is entered and decided one by one.')),
    act(
      t(0, '11:10'),
      spokeswoman,
      update(
        'customers',
        'We are looking into unauthorized reads of exports. Those concerned hear from us directly. The product works as usual.',
      ),
    ),
    act(
      t(0, '14:02'),
      spokeswoman,
      draft('insurer', {
        rule: 'contract-insurer.notice',
        template: 'insurer',
        to: 'notices@insurer.example.com',
        values: {
          'policy-number': 'CY-20-118-EXAMPLE, current period',
          'clock-started': `${formatInstant(t(0, '02:21'))}, awareness`,
          'claims-expected': 'perhaps of two customers; none so far',
          'consent-asked': 'outside counsel, two days',
          contact: contact,
          losses: 'working hours, counsel; not known yet',
          'incident-nature': nature,
        },
      }),
    ),
    act(t(0, '14:30'), 'compliance', approve('insurer')),
    act(t(0, '14:41'), spokeswoman, sent('insurer', { channel: 'E-mail to the hotline', reference: 'CLM-55018-EXAMPLE' })),
    act(
      t(0, '14:43'),
      spokeswoman,
      draft('insurer, by policy', {
        rule: `${policy}.cyber-insurer`,
        to: 'Cyber insurer',
        text: `${nature} The notice under the insurance contract went out at 14:41.`,
      }),
    ),
    act(t(0, '14:44'), spokeswoman, sent('insurer, by policy', { channel: 'E-mail to the hotline', reference: 'CLM-55018-EXAMPLE' })),
    act(t(0, '14:45'), spokeswoman, steps.done('tell-insurer', 'CLM-55018-EXAMPLE')),
    act(
      t(1, '13:20'),
      spokeswoman,
      draft('Northwind', {
        rule: 'contract Northwind',
        template: 'customer-by-contract',
        to: 'privacy@northwind.example.com',
        values: toCustomer('workspace northwind-outdoor', '1,204'),
      }),
    ),
    act(
      t(1, '13:24'),
      spokeswoman,
      draft('Kestrel', {
        rule: 'contract Kestrel',
        template: 'customer-by-contract',
        to: 'security-notices@kestrel.example.com',
        values: toCustomer('workspace kestrel-clinics', '412'),
      }),
    ),
    act(t(1, '13:50'), 'compliance', approve('Northwind')),
    act(t(1, '13:51'), 'compliance', approve('Kestrel')),
    act(t(1, '14:05'), spokeswoman, sent('Northwind', { channel: 'E-mail, and a call to their privacy desk' })),
    act(t(1, '14:12'), spokeswoman, sent('Kestrel', { channel: 'E-mail, answered by their security desk', reference: 'KC-INC-0093' })),
    act(
      t(1, '14:20'),
      spokeswoman,
      draft('controllers', {
        rule: 'eu-gdpr-33-2.notice',
        to: 'Northwind Outdoor GmbH and Kestrel Clinics plc',
        text: 'Told together with the notices under their contracts, which hold what a controller needs for its own notification.',
        covers: ['controller-needs'],
      }),
    ),
    act(t(1, '14:22'), spokeswoman, sent('controllers', { channel: 'E-mail' })),
    act(
      t(1, '15:40'),
      spokeswoman,
      draft('authority', {
        rule: 'eu-gdpr-33-1.notification',
        template: 'regulator-gdpr-33',
        to: 'Supervisory authority of our seat',
        values: toAuthority,
      }),
    ),
    act(t(1, '16:20'), 'compliance', approve('authority')),
    act(t(1, '16:43'), 'compliance', keep('portal-receipt.txt', { source: 'Portal of the authority' })),
    act(
      t(1, '16:44'),
      'compliance',
      sent('authority', { channel: 'Portal of the authority', reference: 'DB-2218-EXAMPLE', proof: 'portal-receipt.txt' }),
    ),
    act(
      t(1, '16:46'),
      'compliance',
      draft('authority, by policy', {
        rule: `${policy}.supervisory-authority`,
        to: 'Supervisory authority of our seat',
        text: 'Told by the notification under GDPR 33, reference DB-2218-EXAMPLE.',
      }),
    ),
    act(t(1, '16:47'), 'compliance', sent('authority, by policy', { channel: 'Portal of the authority', reference: 'DB-2218-EXAMPLE' })),
    act(t(1, '16:48'), 'compliance', steps.done('tell-authority', 'First part; records by kind follow.')),
    act(
      t(2, '10:15'),
      spokeswoman,
      draft('customers, by policy', {
        rule: `${policy}.affected-customers`,
        to: 'The 226 trial users on the lists',
        text: `${nature} Your name and address were in it. Be careful with mail that speaks of invoices from us.`,
      }),
    ),
    act(t(2, '10:31'), spokeswoman, sent('customers, by policy', { channel: 'E-mail to each' })),
    act(t(2, '10:33'), backup, steps.done('tell-customers', 'Two by contract, 226 trial users by mail.')),
    act(
      t(6, '11:00'),
      'compliance',
      draft('authority, second part', {
        rule: 'eu-gdpr-33-1.supplements',
        template: 'regulator-gdpr-33',
        to: 'Supervisory authority of our seat',
        values: {
          ...toAuthority,
          'report-kind': 'second and last part of DB-2218-EXAMPLE',
          'still-unknown': 'nothing that we expect to learn',
        },
      }),
    ),
    act(t(6, '11:40'), 'admin', approve('authority, second part')),
    act(
      t(6, '11:52'),
      'compliance',
      sent('authority, second part', { channel: 'Portal of the authority', reference: 'DB-2218-EXAMPLE/2' }),
    ),
    act(t(6, '11:54'), 'compliance', steps.done('updates')),
  ]
}
