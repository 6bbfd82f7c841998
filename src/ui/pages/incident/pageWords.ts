// How pages are spoken of: their channels, how they stand, and why one failed.
import type { PageChannel, PageFailure } from '../../../core/escalation/page.ts'

export const channelWords: Record<PageChannel, { does: string; says: string; hint: string }> = {
  email: { does: 'Send an e-mail', says: 'paged by e-mail', hint: 'goes out from here, now' },
  webhook: { does: 'Post in the channel', says: 'paged in the channel', hint: 'goes out from here, now' },
  phone: { does: 'I called', says: 'called', hint: 'puts on record that you did' },
  pager: { does: 'I used the pager', says: 'paged by the paging tool', hint: 'puts on record that you did' },
  chat: { does: 'I wrote in the chat', says: 'written to in the chat', hint: 'puts on record that you did' },
}

export const pageStateWords = { sending: 'being sent', open: 'no answer yet', answered: 'answered', failed: 'not reached' } as const

export const failureWords: Record<PageFailure, string> = {
  'no-answer': 'no answer',
  'wrong-number': 'wrong number',
  'nobody-on-rotation': 'nobody on the rotation',
  'person-left': 'left the company',
  'channel-unreachable': 'the channel could not be reached',
  declined: 'declined',
  other: 'another reason',
}
