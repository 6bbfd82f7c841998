// Amazon GuardDuty findings: through EventBridge (bare or wrapped by SNS), or the finding by itself.
import type { Interpretation } from '../core/alert/observation.ts'
import { authenticateAws, awsDeliveryId, observeAws } from './awsDelivery.ts'
import { apiDestinationSteps } from './awsSetup.ts'
import { defineIntegration } from './defineIntegration.ts'
import { eventBridgeEvent } from './eventBridge.ts'
import { firstText, isObject, isTrue, pick, pickText } from './pick.ts'
import { type JsonValue, readJsonText } from './readJson.ts'
import { readTime } from './readTime.ts'
import { shortHash } from './text.ts'
import { nothing, oneObservation, unreadable } from './toObservation.ts'

export const guardduty = defineIntegration({
  id: 'guardduty',
  title: 'Amazon GuardDuty',
  summary: 'Threat findings, by EventBridge or by an SNS topic.',
  signature: 'none',
  secretHint: null,
  // GuardDuty updates and archives findings, but never says that one is over.
  closes: 'never',
  answerRefused: 'accept',
  deliveryId: awsDeliveryId,
  authenticate: authenticateAws,
  observe: (delivery) =>
    observeAws(
      delivery,
      (payload) =>
        readGuarddutyFinding(payload) ??
        unreadable(
          'This is not a GuardDuty finding. Narrow the EventBridge rule to the detail-type “GuardDuty Finding”, or add a source of the kind that fits.',
        ),
    ),
  secretsInBody: ['/UnsubscribeURL', '/SubscribeURL', '/Token', '/Records/*/Sns/UnsubscribeUrl'],
  setup: [
    ...apiDestinationSteps({
      name: 'tickmark-guardduty',
      pattern: '{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}',
      what: 'Run it in the delegated administrator account to hear of every member account.',
    }),
    {
      title: 'Hear of repeats sooner',
      text: 'GuardDuty sends repeats of a finding every six hours unless told otherwise. The administrator account sets it for all.',
      code: {
        language: 'sh',
        text: `DETECTOR=$(aws guardduty list-detectors --query 'DetectorIds[0]' --output text)
aws guardduty update-detector --detector-id "$DETECTOR" --finding-publishing-frequency FIFTEEN_MINUTES`,
      },
    },
    {
      title: 'Test that it arrives',
      text: 'Sample findings arrive within minutes and are marked as tests here.',
      code: {
        language: 'sh',
        text: `aws guardduty create-sample-findings --detector-id "$DETECTOR" --finding-types 'Recon:EC2/PortProbeUnprotectedPort'`,
      },
    },
  ],
})

/** Null where the payload is no GuardDuty finding. */
export function readGuarddutyFinding(payload: JsonValue): Interpretation | null {
  const event = eventBridgeEvent(payload)
  if (!event) return isFinding(payload) ? observeFinding(payload, undefined) : null
  if (event.source !== 'aws.guardduty') return null
  if (event.detailType !== 'GuardDuty Finding') return nothing(`The GuardDuty event “${event.detailType}” is not a finding.`)
  return observeFinding(event.detail, event.time)
}

function isFinding(payload: JsonValue): boolean {
  const inService = pick(payload, 'service', 'serviceName') === 'guardduty'
  return inService || (pickText(payload, 'arn') ?? '').includes(':guardduty:')
}

/**
 * Every finding opens, archived ones too: archiving puts a finding aside in GuardDuty, it does not say that it ended (the
 * label `archived` tells them apart). The key is the finding's id, which GuardDuty keeps when the finding occurs again.
 */
function observeFinding(finding: JsonValue, envelopeTime: JsonValue | undefined): Interpretation {
  const type = pickText(finding, 'type')
  const title = firstText(pickText(finding, 'title'), type)
  const id = firstText(pickText(finding, 'id'), pickText(finding, 'arn'))
  if (id === null && title === null) {
    return unreadable(
      'The GuardDuty event has no finding in it: its detail has neither an id nor a title. If the rule transforms its input, send the whole event instead.',
    )
  }
  const service = pick(finding, 'service')
  return oneObservation({
    fingerprint: id ?? `derived:${shortHash(JSON.stringify([type, title, pickText(finding, 'accountId'), pickText(finding, 'region')]))}`,
    status: 'firing',
    severity: pickText(finding, 'severity'),
    title: title ?? 'GuardDuty finding',
    summary: pickText(finding, 'description'),
    // The envelope's time comes last: it is when the event was sent, and in tests it is 1970, which readTime drops.
    startedAt: readTime(pick(service, 'eventFirstSeen')) ?? readTime(pick(finding, 'createdAt')) ?? readTime(envelopeTime),
    isTest: isSample(finding),
    labels: [
      ['type', type],
      ['account', pickText(finding, 'accountId')],
      ['region', pickText(finding, 'region')],
      ['resource', pickText(finding, 'resource', 'resourceType')],
      ['instance', pickText(finding, 'resource', 'instanceDetails', 'instanceId')],
      ['user', pickText(finding, 'resource', 'accessKeyDetails', 'userName')],
      ['archived', isTrue(pick(service, 'archived')) ? 'true' : null],
    ],
  })
}

/** `additionalInfo.sample`, or, in newer findings, the same inside a JSON text, or the mark the console puts before the title. */
function isSample(finding: JsonValue): boolean {
  const more = pick(finding, 'service', 'additionalInfo')
  if (isTrue(pick(more, 'sample')) || (pickText(finding, 'title') ?? '').startsWith('[SAMPLE]')) return true
  const text = pick(more, 'value')
  if (typeof text !== 'string') return false
  const inner = readJsonText(text)
  return inner.ok && isObject(inner.value) && isTrue(pick(inner.value, 'sample'))
}
