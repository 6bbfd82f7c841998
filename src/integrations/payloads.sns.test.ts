// What the public payloads of Amazon SNS come to.
import { expect, test } from 'vitest'
import { bareSource, deliveryFrom } from '../../test/support/deliveries.ts'
import { type ExpectedAlert, payloadTable } from '../../test/support/payloadTable.ts'
import { sharedAvailable, sharedPath } from '../../test/support/shared.ts'
import { sns } from './sns.ts'

const plain = (topic: string, id: string, title: string, startedAt: string): ExpectedAlert => ({
  fingerprint: `${topic}#${id}`,
  status: 'firing',
  severity: null,
  title,
  startedAt,
  link: null,
})
const verifyTopic = 'arn:aws:sns:us-east-2:295079676684:publish-and-verify'
payloadTable('aws-sns', [
  {
    file: 'docs.notification.sns-message-and-json-formats.2',
    as: 'sns',
    alerts: [
      plain(
        'arn:aws:sns:us-west-2:123456789012:MyTopic',
        '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
        'My First Message',
        '2012-05-02T00:54:06.655Z',
      ),
    ],
  },
  { file: 'docs.subscriptionconfirmation.SendMessageToHttp.prepare.1', as: 'sns', none: /^nothing: .*asks whether it may send/ },
  { file: 'docs.subscriptionconfirmation.sns-message-and-json-formats.1', as: 'sns', none: /^nothing: .*asks whether it may send/ },
  {
    file: 'lambda-envelope.sns-event',
    as: 'sns',
    alerts: [plain('arn:aws:sns:EXAMPLE', '95df01b4-ee98-5cb9-9903-4c221d41eb5e', 'TestInvoke', '2015-06-03T17:43:27.123Z')],
  },
  {
    file: 'notification.powertools',
    as: 'sns',
    alerts: [
      plain(
        'arn:aws:sns:eu-west-1:231436140809:powertools265',
        'd88d4479-6ec0-54fe-b63f-1cf9df4bb16e',
        '{"message": "hello world", "username": "lessa"}',
        '2021-01-19T10:07:07.287Z',
      ),
    ],
  },
  {
    file: 'signed.notification.sigv1.subject',
    as: 'sns',
    alerts: [
      plain(
        `${verifyTopic}-6e11fed2-fcdf-4c52-9dc4-36ef43f37f84`,
        '11405cc3-9ac7-56d5-b45d-079e8f7a8edf',
        'Hello world',
        '2022-07-28T22:53:49.654Z',
      ),
    ],
  },
  {
    file: 'signed.notification.sigv2.nosubject',
    as: 'sns',
    alerts: [
      plain(
        `${verifyTopic}-62674b1d-4295-426b-88e7-5fb75652a04e`,
        '17dea24b-55c2-540b-8362-f916557af765',
        'Hello world',
        '2022-07-28T21:24:08.324Z',
      ),
    ],
  },
  {
    file: 'signed.notification.sigv2.subject',
    as: 'sns',
    alerts: [
      plain(
        `${verifyTopic}-530b26da-0687-4fe4-9f71-780bad3181e2`,
        '4504e649-d933-5aa9-8199-bd14ccf05f0b',
        'Hello world',
        '2022-07-28T22:53:55.086Z',
      ),
    ],
  },
])

test.skipIf(!sharedAvailable)('a subscription of the documentation’s sample would be confirmed at Amazon', () => {
  const sample = deliveryFrom(sharedPath('payloads', 'aws-sns'), 'docs.subscriptionconfirmation.sns-message-and-json-formats.1')
  expect(sns.observe(sample, bareSource)).toHaveProperty('confirm', {
    url: 'https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-west-2:123456789012:MyTopic&Token=2336412f37...',
    topic: 'arn:aws:sns:us-west-2:123456789012:MyTopic',
  })
})
