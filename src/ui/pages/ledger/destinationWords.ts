// The kinds of destination, and what each is worth.
export type DestinationKind = 'timestamp' | 'mail' | 'webhook' | 'directory'

export const destinationWords: Record<DestinationKind, { title: string; worth: string }> = {
  timestamp: {
    title: 'Timestamp authority',
    worth: 'Proves that everything sealed until then existed at that time, whoever runs this server.',
  },
  mail: { title: 'Mail', worth: 'The checkpoint lies in a mailbox we do not hold, best the auditor’s own.' },
  webhook: { title: 'Webhook', worth: 'Posted to an address of someone else, signed if you give a secret.' },
  directory: {
    title: 'Directory',
    worth: 'Written as files, for instance onto storage that cannot be overwritten. Worth as much as that storage is out of our hands.',
  },
}

export const destinationKinds = Object.keys(destinationWords) as DestinationKind[]
