// GitHub: security alerts of repositories and organizations, and advisories.
import type { AlertStatus, Interpretation } from '../core/alert/observation.ts'
import { defineIntegration, type IncomingDelivery } from './defineIntegration.ts'
import { absoluteLink } from './link.ts'
import { firstText, isObject, listOf, pick, pickText } from './pick.ts'
import { isForm, readForm } from './readForm.ts'
import { type JsonValue, type ReadJson, readJson, readJsonText } from './readJson.ts'
import { readTime } from './readTime.ts'
import { checkBodyHmac } from './signature.ts'
import { keyText } from './text.ts'
import { nothing, oneObservation, type Said, unreadable } from './toObservation.ts'

const signatureHeader = 'X-Hub-Signature-256'

export const github = defineIntegration({
  id: 'github',
  title: 'GitHub security alerts',
  summary: 'Dependabot, code scanning and secret scanning alerts, and published advisories.',
  signature: 'required',
  secretHint: 'A long random text; enter the same as the secret of the webhook in GitHub.',
  closes: 'always',
  // GitHub never tries again by itself, and a refusal shows in its list of deliveries, where it can be sent again.
  answerRefused: 'refuse',
  deliveryId: (delivery) => {
    const id = delivery.headers['x-github-delivery']
    return id ? keyText(id, 200) : null
  },
  authenticate: (delivery, settings, verifier) =>
    settings.secret === null
      ? { kind: 'url_only' }
      : checkBodyHmac(verifier, settings.secret, delivery.body, {
          name: signatureHeader,
          value: delivery.headers['x-hub-signature-256'],
          signatures: (value) => (value.startsWith('sha256=') ? [value.slice(7).trim()] : []),
        }),
  observe: (delivery) => {
    const payload = readPayload(delivery)
    if (!payload.ok) return unreadable(payload.reason)
    const event = delivery.headers['x-github-event']
    if (!event)
      return unreadable(
        'The X-GitHub-Event header is missing. GitHub says only there what a request is about; something on the way must have dropped it.',
      )
    return observeEvent(event, payload.value)
  },
  secretsInBody: ['/alert/secret', '/hook/config/secret'],
  setup: [
    {
      title: 'Add a webhook',
      text: 'In GitHub: the settings of the organization (or of one repository) → Webhooks → Add webhook. Payload URL as below; content type application/json; a long random secret, the same as given to this source; “Let me select individual events”: Code scanning alerts, Dependabot alerts, Secret scanning alerts. For an organization, with the command line:',
      code: {
        language: 'sh',
        text: `SECRET=$(openssl rand -hex 32); echo "Give this source the secret $SECRET"
gh api --method POST orgs/YOUR-ORGANIZATION/hooks -f name=web -F active=true \\
  -f 'config[url]={{hook_url}}' -f 'config[content_type]=json' -f "config[secret]=$SECRET" \\
  -f 'events[]=dependabot_alert' -f 'events[]=code_scanning_alert' -f 'events[]=secret_scanning_alert'`,
      },
    },
    {
      title: 'Test that it arrives',
      text: 'GitHub sends a ping at once: it is listed among the deliveries of this source, and makes no alert. To see an alert, dismiss a Dependabot alert and reopen it.',
    },
    {
      title: 'When a delivery failed',
      text: 'GitHub does not try again by itself. Under Recent Deliveries of the webhook each can be sent again for three days.',
    },
  ],
})

function readPayload(delivery: IncomingDelivery): ReadJson {
  if (!isForm(delivery)) return readJson(delivery.body)
  const payload = pickText(readForm(delivery.body) ?? undefined, 'payload')
  return payload === null ? { ok: false, reason: 'The form has no field `payload`.' } : readJsonText(payload)
}

function observeEvent(event: string, payload: JsonValue): Interpretation {
  const action = pickText(payload, 'action') ?? ''
  if (event === 'ping') return nothing('GitHub’s ping: the webhook is set up. It says nothing about an alert.')
  if (event === 'security_advisory') return observeAdvisory(pick(payload, 'security_advisory'), action)
  const read = readers[event]
  if (!read || !Object.hasOwn(readers, event)) {
    return nothing(`The event “${event}” is not a security alert. Untick it in the settings of the webhook.`)
  }
  const alert = pick(payload, 'alert')
  if (!isObject(alert)) return unreadable(`The event “${event}” has no alert in it.`)
  return observeAlert(event, action, payload, alert, read(alert))
}

type Words = {
  title: string | null
  severity: string | null
  summary: string | null
  labels: [string, string | null][]
  link?: string | null
}

const readers: Readonly<Record<string, (alert: JsonValue) => Words>> = {
  dependabot_alert: (alert) => ({
    title: pickText(alert, 'security_advisory', 'summary'),
    severity: firstText(pickText(alert, 'security_advisory', 'severity'), pickText(alert, 'security_vulnerability', 'severity')),
    summary: pickText(alert, 'security_advisory', 'description'),
    labels: [
      ['package', pickText(alert, 'dependency', 'package', 'name')],
      ['ecosystem', pickText(alert, 'dependency', 'package', 'ecosystem')],
      ['manifest', pickText(alert, 'dependency', 'manifest_path')],
      ['ghsa', pickText(alert, 'security_advisory', 'ghsa_id')],
      ['cve', pickText(alert, 'security_advisory', 'cve_id')],
    ],
  }),
  code_scanning_alert: (alert) => ({
    title: firstText(pickText(alert, 'rule', 'description'), pickText(alert, 'rule', 'name'), pickText(alert, 'rule', 'id')),
    severity: firstText(pickText(alert, 'rule', 'security_severity_level'), pickText(alert, 'rule', 'severity')),
    summary: firstText(pickText(alert, 'most_recent_instance', 'message', 'text'), pickText(alert, 'rule', 'full_description')),
    labels: [
      ['rule', pickText(alert, 'rule', 'id')],
      ['tool', pickText(alert, 'tool', 'name')],
      ['path', pickText(alert, 'most_recent_instance', 'location', 'path')],
    ],
  }),
  // The secret itself is in newer bodies; it goes nowhere from here.
  secret_scanning_alert: (alert) => ({
    title: firstText(pickText(alert, 'secret_type_display_name'), pickText(alert, 'secret_type')),
    severity: null,
    summary: null,
    labels: [
      ['secret_type', pickText(alert, 'secret_type')],
      ['validity', pickText(alert, 'validity')],
    ],
  }),
  // What Dependabot alerts were called before 2022; GitHub Enterprise Server still sends them.
  repository_vulnerability_alert: (alert) => ({
    title: [pickText(alert, 'affected_package_name'), firstText(pickText(alert, 'external_identifier'), pickText(alert, 'ghsa_id'))]
      .filter((part) => part !== null)
      .join(' '),
    severity: pickText(alert, 'severity'),
    summary: null,
    link: pickText(alert, 'external_reference'),
    labels: [
      ['package', pickText(alert, 'affected_package_name')],
      ['ghsa', pickText(alert, 'ghsa_id')],
    ],
  }),
}

/** Where the alert's page is, should its link be missing, as in older bodies. */
const pages: Readonly<Record<string, string>> = {
  dependabot_alert: 'security/dependabot',
  code_scanning_alert: 'security/code-scanning',
  secret_scanning_alert: 'security/secret-scanning',
}

function observeAlert(event: string, action: string, payload: JsonValue, alert: JsonValue, words: Words): Interpretation {
  const number = firstText(pickText(alert, 'number'), pickText(alert, 'id'))
  const repository = firstText(pickText(payload, 'repository', 'id'), pickText(payload, 'repository', 'full_name'))
  if (number === null && !words.title) return unreadable(`The alert of “${event}” has neither a number nor a title.`)
  const page = absoluteLink(pick(payload, 'repository', 'html_url'))
  return oneObservation({
    fingerprint: [event, repository ?? '', number ?? words.title].join('/'),
    status: statusOf(alert, action),
    severity: words.severity,
    title: words.title || event,
    summary: [words.summary, dismissal(alert)].filter((line) => line !== null).join('\n'),
    ...timesOf(alert, action),
    link: firstText(
      pickText(alert, 'html_url'),
      page && number && pages[event] ? `${page}/${pages[event]}/${number}` : null,
      words.link ?? null,
    ),
    labels: [
      ['repository', pickText(payload, 'repository', 'full_name')],
      ['event', event],
      ['action', action],
      ['state', pickText(alert, 'state')],
      ['ref', pickText(payload, 'ref')],
      ...words.labels,
    ],
  })
}

const opening = /^(?:created?|(?:auto_)?reopen(?:ed)?(?:_by_user)?|reintroduced|appeared_in_branch|publicly_leaked)$/
const closing = /^(?:fixed|(?:auto_)?dismiss(?:ed)?|closed_by_user|resolved?)$/

/** The state where it is given; else the action. GitHub closes an alert when it is fixed, dismissed or resolved. */
function statusOf(alert: JsonValue, action: string): AlertStatus {
  const state = pickText(alert, 'state')?.toLowerCase() ?? null
  if (state === 'open') return 'firing'
  if (state !== null && ['fixed', 'dismissed', 'auto_dismissed', 'resolved', 'closed'].includes(state)) return 'resolved'
  if (opening.test(action) || !closing.test(action)) {
    return pickText(alert, 'resolution') !== null && !opening.test(action) ? 'resolved' : 'firing'
  }
  return 'resolved'
}

/** An alert that is open again began again when it was reopened; `created_at` is the first time, and older bodies say no other. */
function timesOf(alert: JsonValue, action: string): Pick<Said, 'startedAt' | 'endedAt'> {
  const again = /reopen|reintroduced/.test(action)
  const ends = ['fixed_at', 'dismissed_at', 'auto_dismissed_at', 'resolved_at'].map((name) => readTime(pick(alert, name)))
  return {
    startedAt: readTime(pick(alert, again ? 'updated_at' : 'created_at')),
    endedAt: ends.find((end) => end !== null) ?? null,
  }
}

function dismissal(alert: JsonValue): string | null {
  const reason = firstText(pickText(alert, 'dismissed_reason'), pickText(alert, 'dismiss_reason'), pickText(alert, 'resolution'))
  const comment = firstText(pickText(alert, 'dismissed_comment'), pickText(alert, 'resolution_comment'))
  return reason === null ? null : `Closed in GitHub as “${reason}”${comment === null ? '' : `: ${comment}`}.`
}

/** An advisory is about a package, not about a repository of yours; whoever subscribes to them wants to see each. */
function observeAdvisory(advisory: JsonValue | undefined, action: string): Interpretation {
  const id = firstText(pickText(advisory, 'ghsa_id'), pickText(advisory, 'cve_id'))
  const title = pickText(advisory, 'summary')
  if (id === null && title === null) return unreadable('The security advisory has neither an id nor a summary.')
  const withdrawnAt = readTime(pick(advisory, 'withdrawn_at'))
  const known = /^GHSA(?:-[0-9a-z]{4}){3}$/.test(id ?? '')
  return oneObservation({
    fingerprint: `security_advisory/${id ?? title}`,
    status: action === 'withdrawn' || withdrawnAt !== null ? 'resolved' : 'firing',
    severity: pickText(advisory, 'severity'),
    title: title ?? id ?? 'Security advisory',
    summary: pickText(advisory, 'description'),
    startedAt: readTime(pick(advisory, 'published_at')),
    endedAt: withdrawnAt,
    link: firstText(pickText(advisory, 'html_url'), known ? `https://github.com/advisories/${id}` : null),
    labels: [
      ['action', action],
      ['ghsa', pickText(advisory, 'ghsa_id')],
      ['cve', pickText(advisory, 'cve_id')],
      ['package', pickText(listOf(pick(advisory, 'vulnerabilities'))[0], 'package', 'name')],
      ['ecosystem', pickText(listOf(pick(advisory, 'vulnerabilities'))[0], 'package', 'ecosystem')],
    ],
  })
}
