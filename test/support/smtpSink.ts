// The smallest mail server that a mail client will talk to: takes every mail, keeps it, delivers nothing.
import { createServer, type Socket } from 'node:net'

export type SunkMail = { from: string; to: string[] /** Headers and body as they came, lines ended with \r\n. */; text: string }

export type SmtpSink = {
  url: string
  mails: SunkMail[]
  /** The next mails are answered with this line instead of being taken: `451 try again later`. */
  refuseWith: string | null
  close(): Promise<void>
}

type Conversation = { mail: SunkMail; inData: boolean; rest: string }

const fresh = (): SunkMail => ({ from: '', to: [], text: '' })

function answerCommand(line: string, talk: Conversation, sink: SmtpSink): string {
  const command = line.slice(0, 4).toUpperCase()
  if (command === 'EHLO') return '250-sink.example.com\r\n250 8BITMIME\r\n'
  if (command === 'MAIL') {
    talk.mail = { ...fresh(), from: line.slice(10) }
    return '250 ok\r\n'
  }
  if (command === 'RCPT') {
    if (sink.refuseWith !== null) return `${sink.refuseWith}\r\n`
    talk.mail.to.push(line.slice(8))
    return '250 ok\r\n'
  }
  if (command === 'DATA') {
    talk.inData = true
    return '354 go on\r\n'
  }
  return command === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n'
}

function hear(socket: Socket, talk: Conversation, sink: SmtpSink) {
  for (let end = talk.rest.indexOf('\r\n'); end >= 0; end = talk.rest.indexOf('\r\n')) {
    const line = talk.rest.slice(0, end)
    talk.rest = talk.rest.slice(end + 2)
    if (!talk.inData) socket.write(answerCommand(line, talk, sink))
    else if (line === '.') {
      talk.inData = false
      sink.mails.push(talk.mail)
      socket.write('250 taken as number 1\r\n')
    } else talk.mail.text += `${line.startsWith('.') ? line.slice(1) : line}\r\n`
  }
}

export function startSmtpSink(): Promise<SmtpSink> {
  return new Promise((resolve) => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      const talk: Conversation = { mail: fresh(), inData: false, rest: '' }
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      socket.on('data', (piece) => {
        talk.rest += piece.toString('utf8')
        hear(socket, talk, sink)
      })
      socket.write('220 sink.example.com\r\n')
    })
    const sink: SmtpSink = {
      url: '',
      mails: [],
      refuseWith: null,
      close: () =>
        new Promise((closed) => {
          for (const socket of sockets) socket.destroy()
          server.close(() => closed())
        }),
    }
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      sink.url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
      resolve(sink)
    })
  })
}
