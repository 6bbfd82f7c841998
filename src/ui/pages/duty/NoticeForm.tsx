// Writing a notice: blank by blank from its template, or in own words; what it lacks is said while one writes.
import { noticeApi } from '../../../contract/notice.ts'
import type { NoticeText } from '../../../core/obligation/noticeText.ts'
import { fieldProblem } from '../../api/problem.ts'
import type { SetDraft } from '../../api/useDraft.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, CheckField, TextField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/toast.tsx'
import { Unrecorded } from '../../kit/Unrecorded.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { Duty, Notice } from './dutyShape.ts'
import styles from './Notice.module.css'
import { NoticeChecks, toFill } from './NoticeChecks.tsx'
import { bodyOf, type NoticeChanges, type Written } from './noticeChanges.ts'
import { showRecorded } from './useNotice.ts'

type FormProps = {
  work: Work
  notice: Notice
  duty: Duty | null
  text: NoticeText
  written: Written
  changes: NoticeChanges | null
  setChanges: SetDraft<NoticeChanges>
  whyNot: string | null
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

function Blanks({
  notice,
  written,
  change,
  duty,
}: Pick<FormProps, 'notice' | 'written' | 'duty'> & { change: (more: NoticeChanges) => void }) {
  const asked = new Set(duty?.content.map(({ id }) => id))
  return (
    <>
      {notice.fields.map(({ id, asks }) => {
        const value = written.values[id] ?? ''
        return (
          <AreaField
            key={id}
            label={sentence(asks)}
            hint={asked.has(id) ? 'The rule asks for it. “Not known yet, because …” is an answer.' : undefined}
            value={value}
            onChange={(next) => change({ values: { [id]: next } })}
            rows={value.length > 90 ? 4 : 2}
          />
        )
      })}
    </>
  )
}

function OwnText({ written, duty, change }: Pick<FormProps, 'written' | 'duty'> & { change: (more: NoticeChanges) => void }) {
  const { ownText, covers } = written
  const content = duty?.content ?? []
  return (
    <>
      <AreaField label="Text" hint="Markdown, sent as it is." value={ownText ?? ''} onChange={(text) => change({ text })} rows={14} />
      {content.length > 0 && (
        <fieldset className={styles.covers}>
          <legend>The rule asks for this. What does the text say?</legend>
          {content.map(({ id, words }) => (
            <CheckField
              key={id}
              label={words}
              checked={covers.includes(id)}
              onChange={(isSaid) => change({ covers: isSaid ? [...covers, id] : covers.filter((one) => one !== id) })}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}

export function NoticeForm({ work, notice, duty, text, written, changes, setChanges, whyNot }: FormProps) {
  const save = useSendOnce(noticeApi.change)
  const change = (more: NoticeChanges) => {
    const values = more.values ? { values: { ...changes?.values, ...more.values } } : {}
    setChanges({ ...changes, ...more, ...values })
  }
  const body = bodyOf(notice, changes)
  const record = async () => {
    if (body === undefined || whyNot !== null) return
    const reply = await save.send({ params: { ...work.params, noticeId: notice.id }, body })
    if (!reply) return
    showRecorded(work, reply)
    setChanges(null)
    toast('The draft is saved.')
  }
  const isOwn = written.ownText !== null
  return (
    <Section title="What it says">
      <NoticeChecks text={text} duty={duty} />
      <form
        className={styles.form}
        aria-label="Notice"
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        <Refused problem={save.problem} />
        <TextField
          label="To"
          value={written.to}
          onChange={(to) => change({ to })}
          maxLength={300}
          error={fieldProblem(save.problem, '/to')}
        />
        <TextField
          label="Subject"
          value={written.subject}
          onChange={(subject) => change({ subject })}
          maxLength={300}
          error={fieldProblem(save.problem, '/subject')}
        />
        {isOwn ? (
          <OwnText written={written} duty={duty} change={change} />
        ) : (
          <Blanks notice={notice} written={written} duty={duty} change={change} />
        )}
        {notice.template_text !== null && (
          <div className="row">
            {isOwn ? (
              <Button kind="quiet" onPress={() => change({ text: null })}>
                Back to the template
              </Button>
            ) : (
              <Button kind="quiet" onPress={() => change({ text: text.text })}>
                Write over the template
              </Button>
            )}
          </div>
        )}
        {body && (
          <Unrecorded
            verb="Save the draft"
            why={whyNot}
            busy={save.sending}
            onDiscard={() => setChanges(null)}
            more={<small className="figures">{toFill(text)} still to fill</small>}
          />
        )}
      </form>
    </Section>
  )
}
