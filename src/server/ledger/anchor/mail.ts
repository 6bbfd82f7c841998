// Mails a checkpoint: in the text for people, and as a file for the verifier.
import { formatInstant } from '../../../core/kernel/instant.ts'
import { encodeUtf8 } from '../../../core/ledger/utf8.ts'
import type { Services } from '../../services.ts'
import type { AnchorReceipt, AnchorTask, StoredSettings } from './anchorTask.ts'
import { checkpointFileName } from './checkpointFileName.ts'

function textOf({ origin, size, note, signedAt }: AnchorTask['checkpoint']): string {
  return [
    `This is a checkpoint of the evidence ledger ${origin}: ${size} entries, signed at ${formatInstant(signedAt)}.`,
    '',
    'Keep this mail. Nobody, not even whoever runs the server, can change one of these entries later without contradicting it.',
    'To hold a package against it: tickmark verify package.zip --key <verifier key> --checkpoint <the attached file>',
    '',
    note,
  ].join('\n')
}

export async function sendByMail(
  { mailer }: Pick<Services, 'mailer'>,
  settings: Extract<StoredSettings, { kind: 'mail' }>,
  task: AnchorTask,
): Promise<AnchorReceipt> {
  if (mailer === null) throw new Error('No mail server is set up: TICKMARK_SMTP_URL and TICKMARK_MAIL_FROM say which to use.')
  const { checkpoint } = task
  const { messageId, answer } = await mailer.send({
    to: settings.to,
    subject: `Checkpoint of ${checkpoint.origin}: ${checkpoint.size} entries`,
    text: textOf(checkpoint),
    // Not text to the mail programs on the way: they would change its line ends, and the signature would not fit any more.
    attachments: [{ name: checkpointFileName(checkpoint.size), type: 'application/octet-stream', content: encodeUtf8(checkpoint.note) }],
  })
  return { authorityAt: null, answer: encodeUtf8(`${messageId} ${answer}`.slice(0, 2000)) }
}
