// What becomes of a notice: approved, sent from here or another way, or decided against.
import { useState } from 'react'
import { noticeApi } from '../../../contract/notice.ts'
import type { NoticeText } from '../../../core/obligation/noticeText.ts'
import { useMe, useWhyNot } from '../../api/useMe.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { Notice, Notices } from './dutyShape.ts'
import { lacking } from './NoticeChecks.tsx'
import { SentElsewhere } from './SentElsewhere.tsx'
import { showRecorded } from './useNotice.ts'
import { whyNoReason } from './whyNoReason.ts'

type EndProps = { work: Work; notice: Notice; notices: Notices; text: NoticeText; isChanged: boolean; over: string | null }

function Decline({ work, notice, onClose }: Pick<EndProps, 'work' | 'notice'> & { onClose: () => void }) {
  const [reason, setReason] = useState('')
  const decline = useSendOnce(noticeApi.decline)
  const why = whyNoReason(reason)
  const submit = async () => {
    if (why !== null) return
    const reply = await decline.send({ params: { ...work.params, noticeId: notice.id }, body: { reason: reason.trim() } })
    if (!reply) return
    showRecorded(work, reply)
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="It does not go out">
      <Form label="It does not go out" onSubmit={() => void submit()}>
        <Refused problem={decline.problem} />
        <p>Signed with your name, on record like a notice that went out. It cannot be sent any more; another one can be drafted.</p>
        <AreaField
          label="Reason"
          hint="Why nobody is told, so that somebody else can follow it."
          value={reason}
          onChange={setReason}
          autoFocus
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={decline.sending}>
            Sign that it does not go out
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}

function whoApproves(approvers: readonly string[]): string {
  if (approvers.length === 0) return 'The policy names nobody to approve notices; a second pair of eyes is still worth it.'
  return `By the policy: ${approvers.join(', ')}; somebody who did not write on it.`
}

function Approve({ work, notice, notices, text, isChanged, over }: EndProps) {
  const [incomplete, setIncomplete] = useState('')
  const approve = useSendOnce(noticeApi.approve)
  const me = useMe()
  const mayNot = useWhyNot('notice:approve')
  const wrote = notices.approvers.length > 0 && notice.written_by.some(({ id }) => id === me?.actor.id)
  const isMissing = text.missing.length > 0
  const why =
    mayNot ??
    over ??
    (isChanged
      ? 'Save the draft first: what is approved is what is recorded.'
      : wrote
        ? 'You wrote on it, and the policy names an approver: somebody else approves it.'
        : text.blanks.length > 0
          ? lacking(text)
          : isMissing
            ? whyNoReason(incomplete)
            : null)
  const submit = async () => {
    if (why !== null) return
    const body = isMissing ? { incomplete_reason: incomplete.trim() } : {}
    const reply = await approve.send({ params: { ...work.params, noticeId: notice.id }, body })
    if (reply) showRecorded(work, reply)
  }
  return (
    <Form label="Approve" onSubmit={() => void submit()}>
      <Refused problem={approve.problem} />
      <p className="dim">{whoApproves(notices.approvers)} From here on the text is fixed.</p>
      {isMissing && (
        <AreaField
          label="Why it goes out without what is missing"
          hint={text.missing.map(({ words }) => words).join('; ')}
          value={incomplete}
          onChange={setIncomplete}
          rows={2}
        />
      )}
      <div className="row">
        <Button type="submit" kind="primary" why={why} busy={approve.sending}>
          Approve
        </Button>
      </div>
    </Form>
  )
}

function Send({ work, notice, notices, over }: EndProps) {
  const send = useSendOnce(noticeApi.send)
  const mayNot = useWhyNot('notice:write')
  const why =
    mayNot ??
    over ??
    (notices.mail_configured ? null : 'No mail server is set up here: send it another way and record that.') ??
    (/^[^\s@]+@[^\s@]+$/.test(notice.to) ? null : `“${notice.to}” is no e-mail address: send it another way and record that.`)
  const press = async () => {
    const reply = await send.send({ params: { ...work.params, noticeId: notice.id }, body: {} })
    if (reply) showRecorded(work, reply)
  }
  return (
    <>
      <Refused problem={send.problem} />
      <Button kind="primary" why={why} busy={send.sending} onPress={() => void press()}>
        {notice.state === 'failed' ? 'Try once more by e-mail' : 'Send it by e-mail'}
      </Button>
    </>
  )
}

export function NoticeEnd(props: EndProps) {
  const { work, notice, over, isChanged } = props
  const [asked, setAsked] = useState<'elsewhere' | 'decline' | null>(null)
  const mayNotWrite = useWhyNot('notice:write')
  const mayNotDecline = useWhyNot('obligation:decide')
  if (notice.state === 'sent' || notice.state === 'declined') return null
  if (notice.state === 'sending') {
    return (
      <Section title="On its way">
        <p role="status">
          The mail server has not taken it yet{notice.attempts > 0 && `; tried ${notice.attempts} times`}. What becomes of it is shown here.
        </p>
      </Section>
    )
  }
  const isDraft = notice.state === 'draft'
  const unsaved = isChanged ? 'Save the draft first: the text is fixed as it is recorded.' : null
  return (
    <Section title={isDraft ? 'Approve' : 'Send'}>
      {isDraft && <Approve {...props} />}
      <div className="row screen-only">
        {!isDraft && <Send {...props} />}
        <Button kind={isDraft ? 'quiet' : 'plain'} why={mayNotWrite ?? over ?? unsaved} onPress={() => setAsked('elsewhere')}>
          It went out another way
        </Button>
        <Button kind="quiet" why={mayNotDecline ?? over} onPress={() => setAsked('decline')}>
          It does not go out
        </Button>
      </div>
      {asked === 'elsewhere' && <SentElsewhere work={work} notice={notice} onClose={() => setAsked(null)} />}
      {asked === 'decline' && <Decline work={work} notice={notice} onClose={() => setAsked(null)} />}
    </Section>
  )
}
