// What is kept as evidence of the exposed exports: excerpts as the tools print them. Addresses and ids are those that documents use for examples.
import { formatInstant, minute, toInstant } from '../../../core/kernel/instant.ts'
import type { Calendar } from './plot.ts'

const bucket = 'larkspur-customer-exports'
const stranger = '198.51.100.23'
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const lines = (all: readonly string[]) => `${all.join('\n')}\n`

/** One line of S3's server access log for each object that was read. */
function accessLog(t: Calendar): string {
  const names = ['invoices-2218.csv', 'contacts-0417.csv', 'orders-3391.csv', 'contacts-0418.csv', 'contacts-0419.csv', 'invoices-2219.csv']
  const rows = names.map((name, place) => {
    const at = formatInstant(toInstant(t(0, '01:52') + place * 2 * minute))
    return `${bucket} [${at}] ${stranger} - 3E57427F3EXAMPLE${place} REST.GET.OBJECT ${name} "GET /${bucket}/${name} HTTP/1.1" 200 - ${481_223 + place * 7_919} "-" "python-requests/2.31.0"`
  })
  return lines(rows)
}

export function exposedExportPapers(t: Calendar): Readonly<Record<string, string>> {
  return {
    'finding.json': json({
      Type: 'Exfiltration:S3/AnomalousBehavior',
      Severity: 8,
      AccountId: '111122223333',
      Resource: { S3BucketDetails: [{ Name: bucket, PublicAccess: { EffectivePermission: 'PUBLIC' } }] },
      Service: {
        Action: { AwsApiCallAction: { Api: 'GetObject', RemoteIpDetails: { IpAddressV4: stranger } } },
        EventFirstSeen: formatInstant(t(0, '01:52')),
        Count: 2117,
      },
    }),
    'bucket-policy-before.json': json({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'LandingPage',
          Effect: 'Allow',
          Principal: '*',
          Action: ['s3:GetObject', 's3:ListBucket'],
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        },
      ],
    }),
    'public-access-block-after.json': json({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
    'request-metrics.csv': lines([
      'time,GetRequests,BytesDownloaded',
      ...['01:50', '01:55', '02:00', '02:05', '02:10', '02:15', '02:20', '02:25', '02:30', '02:35', '02:40'].map((time, place) => {
        const calls = [3, 211, 402, 398, 371, 289, 188, 140, 115, 4, 0][place] ?? 0
        return `${formatInstant(t(0, time))},${calls},${calls * 486_000}`
      }),
    ]),
    's3-access-excerpt.log': accessLog(t),
    'policy-status.json': json({ PolicyStatus: { IsPublic: true } }),
    'event-selectors.json': json({
      TrailARN: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main',
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
    }),
    'bucket-events.json': json({
      Events: [
        {
          EventName: 'PutBucketPolicy',
          EventTime: formatInstant(t(-6, '17:38')),
          Username: 'web-deploy',
          CloudTrailEvent: { sourceIPAddress: '192.0.2.14', userAgent: 'Terraform/1.7', requestParameters: { bucketName: bucket } },
        },
      ],
    }),
    'whois-198.51.100.23.txt': lines([
      'inetnum:  198.51.100.0 - 198.51.100.255',
      'netname:  EXAMPLE-HOSTING',
      'descr:    rented servers',
      'abuse-c:  abuse@hosting.example.com',
    ]),
    'abuse-report.eml': lines([
      'From: security@larkspur.example.com',
      'To: abuse@hosting.example.com',
      `Date: ${new Date(t(0, '03:31')).toUTCString()}`,
      'Subject: Preserve and then delete data taken from our storage by 198.51.100.23',
      '',
      `Between ${formatInstant(t(0, '01:52'))} and ${formatInstant(t(0, '02:36'))} your customer at 198.51.100.23 copied 2,117 objects`,
      'from a storage bucket of ours that was open by mistake. Please preserve what identifies them, and confirm once the copies are deleted.',
      '',
      'Reference: INC of Larkspur, security on-call',
    ]),
    'abuse-answer.eml': lines([
      'From: abuse@hosting.example.com',
      'To: security@larkspur.example.com',
      `Date: ${new Date(t(1, '11:48')).toUTCString()}`,
      'Subject: Re: Preserve and then delete data [ticket 88214]',
      '',
      'The server was suspended and its disk is preserved. Its tenant says that it is a crawler of open buckets. We release nothing without an order.',
    ]),
    'objects.json': json({
      Versions: [
        { Key: 'contacts-0417.csv', Size: 481_223, LastModified: formatInstant(t(-20, '04:00')) },
        { Key: 'contacts-0418.csv', Size: 502_117, LastModified: formatInstant(t(-19, '04:00')) },
      ],
      Note: 'First two of 2,117; the whole list is 418 kB and lies in the evidence bucket under its hash.',
    }),
    'people-count.txt': lines([
      '$ xsv cat rows contacts-*.csv | xsv select email | sort -u | wc -l',
      '1842',
      '$ xsv cat rows contacts-*.csv | xsv frequency --select workspace --limit 3',
      'field,value,count',
      'workspace,northwind-outdoor,1204',
      'workspace,kestrel-clinics,412',
      'workspace,(our own trial users),226',
    ]),
    'people-count-second.txt': lines([
      '-- counted again from the database the exports are made from, without looking at the first result',
      "select count(distinct email) from export_contact where exported_at < now() - interval '19 days';",
      ' count ',
      '-------',
      '  1842',
    ]),
    'portal-receipt.txt': lines([
      'Supervisory authority, notification of a personal data breach (test receipt of a sample company)',
      `Received   ${formatInstant(t(1, '16:41'))}`,
      'Reference  DB-2218-EXAMPLE',
      'Part       first notification, incomplete: categories of records to follow',
    ]),
    'chat-export.txt': lines([
      '02:23 on-call: Exfiltration finding on larkspur-customer-exports, reads from 198.51.100.23, still going on. I am on it.',
      '02:29 Hugo: I am commander. What is in the bucket?',
      '02:31 on-call: exports for customers. Could be anything they asked for. Closing it now.',
      '02:37 on-call: closed. Last successful read 02:36.',
      '03:09 backup: access log: 2,117 objects, contacts and invoices. This is customer data.',
    ]),
  }
}
