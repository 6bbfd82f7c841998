// What stands in the way of closing an incident, as far as it concerns who was told and what is learned: in words that say what to do.
export type MissingFact = { readonly code: string; readonly said: string }

export type AfterFacts = {
  readonly undecided: number
  /** Titles of obligations taken on, past their strict instant and not told. */
  readonly overdueNotices: readonly string[]
  readonly review: { readonly required: boolean; readonly isApproved: boolean }
  readonly actions: readonly {
    readonly title: string
    readonly owner: string | null
    readonly dueOn: string | null
    readonly isClosed: boolean
  }[]
}

export function missingAfterwards({ undecided, overdueNotices, review, actions }: AfterFacts): MissingFact[] {
  const bare = actions.filter(({ owner, dueOn, isClosed }) => !isClosed && (owner === null || dueOn === null))
  return [
    ...(undecided === 0
      ? []
      : [
          {
            code: 'obligations_undecided',
            said: `Decide ${undecided} ${undecided === 1 ? 'obligation' : 'obligations'} to notify: take each on, or decline it with a reason.`,
          },
        ]),
    ...overdueNotices.map((title) => ({
      code: 'notice_overdue',
      said: `“${title}” was taken on, is past its deadline and was not sent: send it late, or record that it was sent.`,
    })),
    ...(review.required && !review.isApproved
      ? [
          {
            code: 'review_not_approved',
            said: 'The review that is required was not approved: have it approved, or decide with a reason to go without it.',
          },
        ]
      : []),
    ...bare.map(({ title }) => ({ code: 'action_incomplete', said: `“${title}” needs an owner and a day.` })),
  ]
}
