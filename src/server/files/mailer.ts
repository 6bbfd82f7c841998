// Sends mail through the SMTP server of the settings.
import { createTransport } from 'nodemailer'

export type Mail = {
  to: string
  subject: string
  text: string
  attachments?: readonly { name: string; type: string; content: string | Uint8Array }[]
}

export type Mailer = {
  /** Resolves once the mail server took it; what it answered is kept as proof of that, not of arrival. */
  send(mail: Mail): Promise<{ messageId: string; answer: string }>
  close(): void
}

/** A mail server that says nothing for this long is not waited for. */
const patience = 20_000

export function smtpMailer(settings: { url: string; from: string }): Mailer {
  const transport = createTransport({ url: settings.url, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience })
  return {
    async send(mail) {
      const sent = await transport.sendMail({
        from: settings.from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        // Content is always given in full: a path or an address in it must never be read.
        disableFileAccess: true,
        disableUrlAccess: true,
        attachments: (mail.attachments ?? []).map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content: typeof content === 'string' ? content : Buffer.from(content),
        })),
      })
      return { messageId: sent.messageId, answer: sent.response }
    },
    close: () => transport.close(),
  }
}
