// Amazon SNS: signatures checked with a pinned or fetched certificate, subscriptions confirmed only where the operator lets us ask.
import { sign } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { day, toInstant } from '../../src/core/kernel/instant.ts'
import { signedText } from '../../src/integrations/snsEnvelope.ts'
import type { OutgoingHttp } from '../../src/server/files/outgoingHttp.ts'
import { engines, now } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { selfSigned } from '../support/selfSigned.ts'
import { startTestServer, type TestServer, type TokenCaller } from '../support/server.ts'

const topic = 'arn:aws:sns:eu-central-1:111122223333:alerts'
const certificateUrl = 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem'
const confirmUrl = `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topic}&Token=exampletoken`
const { pem, privateKey } = selfSigned('sns.amazonaws.com', toInstant(now() - day), toInstant(now() + day))

let serial = 0

function signed(type: 'Notification' | 'SubscriptionConfirmation', more: Record<string, string>) {
  serial += 1
  const fields: Record<string, string> = {
    Type: type,
    MessageId: `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
    TopicArn: topic,
    Timestamp: new Date(now()).toISOString(),
    SignatureVersion: '2',
    SigningCertURL: certificateUrl,
    ...more,
  }
  const text = signedText({ type, id: fields.MessageId ?? '', topic, subject: null, message: fields.Message ?? '', fields })
  return { ...fields, Signature: sign('sha256', Buffer.from(text), privateKey).toString('base64') }
}

const notification = (message: string) => signed('Notification', { Message: message })
const confirmation = () =>
  signed('SubscriptionConfirmation', {
    Message: 'You have chosen to subscribe to the topic.',
    Token: 'exampletoken',
    SubscribeURL: confirmUrl,
  })

/** Amazon, as far as Tickmark asks it. */
function amazon(asked: string[]): OutgoingHttp {
  return {
    allowed: true,
    send: async (url) => {
      asked.push(url)
      return { status: 200, headers: {}, body: new TextEncoder().encode(url === certificateUrl ? pem : '<ok/>') }
    },
  }
}

describe.each(engines)('Amazon SNS, on %s', (engine) => {
  let server: TestServer
  let admin: TokenCaller
  afterEach(() => server.close())

  async function begin(outgoing?: OutgoingHttp) {
    server = await startTestServer(engine, outgoing ? { overrides: { outgoing } } : {})
    admin = await (await server.newHouse()).tokenAs('admin')
  }
  const send = (source: TestSource, body: object) =>
    sendTo(server.url, source.hookPath, body, { 'content-type': 'text/plain; charset=UTF-8' })

  test('without a certificate a message is kept as refused with what to do, and read once it is pinned', async () => {
    await begin()
    const source = await connectSource(admin, { integration: 'sns' })
    const refused = await send(source, notification('Disk of db-01 is full'))
    expect(refused).toMatchObject({ status: 202, body: { state: 'refused', reason: expect.stringContaining(certificateUrl) } })
    expect(refused.body.reason).toContain('Pin the certificate')
    await admin.fetchJson('PATCH', `/sources/${source.id}`, { certificates: { [certificateUrl]: pem } })
    const again = await admin.fetchJson('POST', `/deliveries/${refused.body.delivery_id}/reinterpret`)
    expect(again).toMatchObject({ status: 200, body: { state: 'accepted', authentication: 'verified', observations: 1 } })
  })

  test('a message that was changed on the way is refused', async () => {
    await begin()
    const source = await connectSource(admin, { integration: 'sns', certificates: { [certificateUrl]: pem } })
    expect((await send(source, notification('Disk full'))).body).toMatchObject({ state: 'accepted', observations: 1 })
    const changed = await send(source, { ...notification('Disk full'), Message: 'All is well' })
    expect(changed.body).toMatchObject({ state: 'refused' })
  })

  test('where nothing may be sent a subscription is not confirmed, and the delivery says what to do', async () => {
    await begin()
    const source = await connectSource(admin, { integration: 'sns', certificates: { [certificateUrl]: pem } })
    const { body } = await send(source, confirmation())
    expect(body).toMatchObject({ state: 'accepted', observations: 0, reason: expect.stringContaining('TICKMARK_ALLOW_OUTGOING') })
  })

  test('where it may, the certificate is fetched once and the subscription confirmed once', async () => {
    const asked: string[] = []
    await begin(amazon(asked))
    const source = await connectSource(admin, { integration: 'sns' })
    const sent = await Promise.all([send(source, notification('One')), send(source, notification('Two')), send(source, confirmation())])
    expect(sent.map(({ body }) => body.state)).toEqual(['accepted', 'accepted', 'accepted'])
    await eventually(() => expect(asked.filter((url) => url.includes('ConfirmSubscription'))).toHaveLength(1), 30_000)
    expect(asked.filter((url) => url === certificateUrl)).toHaveLength(1)
  })

  test('an unsigned or wrongly signed confirmation makes Tickmark ask nobody', async () => {
    const asked: string[] = []
    await begin(amazon(asked))
    const source = await connectSource(admin, { integration: 'sns' })
    const forged = await send(source, { ...confirmation(), SubscribeURL: confirmUrl.replace('exampletoken', 'other') })
    expect(forged.body.state).toBe('refused')
    const elsewhere = await send(source, {
      ...confirmation(),
      SigningCertURL: 'https://attacker.example.com/SimpleNotificationService-1.pem',
    })
    expect(elsewhere.body.state).toBe('refused')
    expect(asked.filter((url) => url !== certificateUrl)).toEqual([])
  })
})
