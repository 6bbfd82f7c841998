// AWS Security Hub findings (ASFF): imported, sent by a custom action, or a finding by itself.
import type { AlertStatus, Interpretation } from '../core/alert/observation.ts'
import type { Instant } from '../core/kernel/instant.ts'
import { authenticateAws, awsDeliveryId, observeAws } from './awsDelivery.ts'
import { apiDestinationSteps } from './awsSetup.ts'
import { defineIntegration } from './defineIntegration.ts'
import { eventBridgeEvent } from './eventBridge.ts'
import { firstText, isObject, isTrue, listOf, pick, pickText } from './pick.ts'
import type { JsonValue } from './readJson.ts'
import { readTime } from './readTime.ts'
import { shortHash } from './text.ts'
import { nothing, type Said, toObservations, unreadable } from './toObservation.ts'

export const securityhub = defineIntegration({
  id: 'securityhub',
  title: 'AWS Security Hub',
  summary: 'Findings of Security Hub and of the products that report to it, by EventBridge or by an SNS topic.',
  signature: 'none',
  secretHint: null,
  closes: 'configured',
  answerRefused: 'accept',
  deliveryId: awsDeliveryId,
  authenticate: authenticateAws,
  observe: (delivery) =>
    observeAws(
      delivery,
      (payload) =>
        readSecurityhubFindings(payload) ??
        unreadable(
          'This is not a Security Hub finding in the AWS Security Finding Format. Narrow the EventBridge rule to the detail-type “Security Hub Findings - Imported”, or add a source of the kind that fits.',
        ),
    ),
  secretsInBody: ['/UnsubscribeURL', '/SubscribeURL', '/Token', '/Records/*/Sns/UnsubscribeUrl'],
  setup: [
    ...apiDestinationSteps({
      name: 'tickmark-securityhub',
      pattern:
        '{"source":["aws.securityhub"],"detail-type":["Security Hub Findings - Imported"],"detail":{"findings":{"$or":[{"Severity":{"Label":["CRITICAL","HIGH"]}},{"Compliance":{"Status":["PASSED"]}},{"RecordState":["ARCHIVED"]}]}}}',
      what: 'The pattern takes findings of high and critical severity, and those that passed or were archived, which close the alert: Security Hub lowers the severity of a check that passes, so without them nothing would close.',
    }),
    {
      title: 'Test that it arrives',
      text: 'Import a sample finding; it arrives within a minute and is marked as a test here.',
      code: {
        language: 'sh',
        text: `ACCOUNT=$(aws sts get-caller-identity --query Account --output text); REGION=$(aws configure get region); NOW=$(date -u +%FT%TZ)
aws securityhub batch-import-findings --findings "[{\\"SchemaVersion\\":\\"2018-10-08\\",\\"Id\\":\\"tickmark-test-1\\",\\"Sample\\":true,
\\"ProductArn\\":\\"arn:aws:securityhub:$REGION:$ACCOUNT:product/$ACCOUNT/default\\",\\"GeneratorId\\":\\"tickmark\\",\\"AwsAccountId\\":\\"$ACCOUNT\\",
\\"Types\\":[\\"Software and Configuration Checks\\"],\\"CreatedAt\\":\\"$NOW\\",\\"UpdatedAt\\":\\"$NOW\\",\\"Severity\\":{\\"Label\\":\\"HIGH\\"},
\\"Title\\":\\"Trying the connection to Tickmark\\",\\"Description\\":\\"A sample\\",\\"Resources\\":[{\\"Type\\":\\"Other\\",\\"Id\\":\\"tickmark-test\\"}]}]"`,
      },
    },
  ],
})

/** Null where the payload holds no findings of this format. */
export function readSecurityhubFindings(payload: JsonValue): Interpretation | null {
  const event = eventBridgeEvent(payload)
  if (!event) return readBareFindings(payload)
  if (event.source !== 'aws.securityhub') return null
  if (event.detailType === 'Security Hub Insight Results') {
    return nothing(
      'Insight results are counts of findings, not findings. The findings themselves arrive as “Security Hub Findings - Imported”.',
    )
  }
  if (event.detailType === 'Findings Imported V2') {
    return unreadable(
      'This is a finding in OCSF, the format of the newer Security Hub, which Tickmark does not read yet. Use the detail-type “Security Hub Findings - Imported”.',
    )
  }
  const findings = listOf(pick(event.detail, 'findings'))
  if (findings.length === 0) return unreadable(`The Security Hub event “${event.detailType}” has no findings in it.`)
  const [sentAt, action] = [readTime(event.time), pickText(event.detail, 'actionName')]
  return toObservations(findings, (finding) => readFinding(finding, sentAt, action))
}

function readBareFindings(payload: JsonValue): Interpretation | null {
  const list = Array.isArray(payload) ? payload : listOf(pick(payload, 'Findings') ?? pick(payload, 'findings'))
  const findings: readonly JsonValue[] = list.length > 0 ? list : [payload]
  if (!findings.some((finding) => pick(finding, 'ProductArn') !== undefined && pick(finding, 'Id') !== undefined)) return null
  return toObservations(findings, (finding) => readFinding(finding, null, null))
}

function readFinding(finding: JsonValue, sentAt: Instant | null, action: string | null): Said | null {
  const title = firstText(pickText(finding, 'Title'), pickText(finding, 'GeneratorId'))
  if (!isObject(finding) || (title === null && pickText(finding, 'Id') === null)) return null
  const { status, endedAt } = statusOf(finding, sentAt)
  const resource = listOf(pick(finding, 'Resources'))[0]
  return {
    fingerprint: fingerprintOf(finding),
    status,
    severity: severityOf(finding),
    title: title ?? 'Security Hub finding',
    summary: pickText(finding, 'Description'),
    startedAt: readTime(pick(finding, 'FirstObservedAt')) ?? readTime(pick(finding, 'CreatedAt')),
    endedAt,
    link: firstText(pickText(finding, 'SourceUrl'), pickText(finding, 'Remediation', 'Recommendation', 'Url')),
    isTest: isTrue(pick(finding, 'Sample')) || (title ?? '').startsWith('[SAMPLE]'),
    labels: [
      ['account', pickText(finding, 'AwsAccountId')],
      ['region', pickText(finding, 'Region') ?? pickText(resource, 'Region')],
      ['product', firstText(pickText(finding, 'ProductName'), pickText(finding, 'ProductFields', 'aws/securityhub/ProductName'))],
      ['generator', pickText(finding, 'GeneratorId')],
      ['resource', pickText(resource, 'Id')],
      ['resource_type', pickText(resource, 'Type')],
      ['compliance', pickText(finding, 'Compliance', 'Status')],
      ['workflow', firstText(pickText(finding, 'Workflow', 'Status'), pickText(finding, 'WorkflowState'))],
      ['record_state', pickText(finding, 'RecordState')],
      ['custom_action', action],
    ],
  }
}

/**
 * Three axes say three things. The finding has ended when the check passes, when the product archived it, or when the workflow
 * says RESOLVED. SUPPRESSED and NOTIFIED do not end it: a person's decision about a finding belongs into the review.
 */
function statusOf(finding: JsonValue, sentAt: Instant | null): { status: AlertStatus; endedAt: Instant | null } {
  const byProduct = pickText(finding, 'Compliance', 'Status') === 'PASSED' || pickText(finding, 'RecordState') === 'ARCHIVED'
  if (byProduct) return { status: 'resolved', endedAt: readTime(pick(finding, 'UpdatedAt')) }
  // The product's UpdatedAt does not move when a person sets the workflow: what is known is when the event was sent.
  const byPerson = pickText(finding, 'Workflow', 'Status') === 'RESOLVED'
  return byPerson ? { status: 'resolved', endedAt: sentAt } : { status: 'firing', endedAt: null }
}

/** An ARN is the only one of its kind; any other id only within its product. */
function fingerprintOf(finding: JsonValue): string {
  const id = pickText(finding, 'Id')
  const product = pickText(finding, 'ProductArn')
  if (id === null) return `derived:${shortHash(JSON.stringify([product, pickText(finding, 'GeneratorId'), pickText(finding, 'Title')]))}`
  return id.startsWith('arn:') || product === null ? id : `${product}/${id}`
}

function severityOf(finding: JsonValue): string | null {
  return firstText(
    pickText(finding, 'Severity', 'Label'),
    pickText(finding, 'FindingProviderFields', 'Severity', 'Label'),
    pickText(finding, 'ProductFields', 'aws/securityhub/SeverityLabel'),
    pickText(finding, 'Severity', 'Normalized'),
    pickText(finding, 'Severity', 'Original'),
  )
}
