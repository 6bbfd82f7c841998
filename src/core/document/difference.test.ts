// Two versions of a document, told apart as a reader would tell them.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentDifference } from './difference.ts'
import { type DifferenceRow, lineDifference } from './lineDifference.ts'

const template = (path: string) => readFileSync(new URL(`../../../catalogues/templates/${path}`, import.meta.url), 'utf8')
const policy = template('policies/incident-response.md')
const runbook = template('runbooks/leaked-cloud-credential.md')

describe('a policy', () => {
  test('a promise that became weaker is named with both its values', () => {
    const { changes } = documentDifference('policy', policy, policy.replace('acknowledge_within: PT30M', 'acknowledge_within: PT60M'))
    expect(changes).toEqual([{ kind: 'value', about: 'SEV2', what: 'acknowledge within', before: '30 minutes', after: '60 minutes' }])
  })

  test('the same promise written another way is no change, and the line still is', () => {
    const other = policy.replace('review: { every: P1Y, grace: P0D }', 'review:\n  every: P1Y\n  grace: P0D')
    const { changes, counts } = documentDifference('policy', policy, other)
    expect(changes).toEqual([])
    expect(counts.added + counts.changed + counts.removed).toBeGreaterThan(0)
  })

  test('a duty that is dropped and a level that is new are said', () => {
    const dropped = policy.replace(/ *- \{ whom: cyber-insurer.*\n/, '')
    expect(documentDifference('policy', policy, dropped).changes).toEqual([
      { kind: 'value', about: 'SEV1', what: 'tell cyber-insurer', before: 'within 48 hours, counted from detection', after: null },
    ])
    const more = policy.replace(
      '  - level: SEV4',
      '  - level: SEV3b\n    any: [{ intruder: internal }]\n    review: optional\n  - level: SEV4',
    )
    expect(documentDifference('policy', policy, more).changes.map((change) => 'about' in change && change.about)).toEqual([
      'SEV3b',
      'SEV3b',
    ])
  })
})

describe('a runbook', () => {
  const text = (steps: string[]) =>
    `---\nkind: runbook\nid: key\ntitle: Key\n---\n## Contain\n${steps.map((step, at) => `${at + 1}. ${step}\n`).join('')}`
  const [off, watch, ask] = [
    'Deactivate the key in IAM.',
    'Watch the audit log for ten minutes.',
    'Ask the owner what used the key.',
  ] as const
  const kinds = (before: string[], after: string[]) =>
    documentDifference('runbook', text(before), text(after)).changes.map((change) => [change.kind, change.after ?? change.before])

  test('a step that is removed and one that is new are named', () => {
    expect(kinds([off, watch], [off, ask])).toEqual([
      ['step-added', ask],
      ['step-removed', watch],
    ])
  })

  test('a step that was rewritten is one change, not two', () => {
    expect(kinds([off, watch], [off, 'Watch the audit log for thirty minutes.'])).toEqual([
      ['step-changed', 'Watch the audit log for thirty minutes.'],
    ])
  })

  test('one step that moved is one change, whatever moved past it', () => {
    expect(kinds([off, watch, ask], [watch, ask, off])).toEqual([['step-moved', off]])
  })

  test('a command that changed inside a step with a name of its own is said as such', () => {
    const step = (window: string) => `Block it. {#block}\n   \`\`\`sh\n   aws iam update-access-key --status ${window}\n   \`\`\``
    const [change] = documentDifference('runbook', text([step('Inactive')]), text([step('Active')])).changes
    expect(change).toMatchObject({ kind: 'step-changed', id: 'block', what: 'its commands' })
  })

  test('a template against itself has no difference', () => {
    expect(documentDifference('runbook', runbook, runbook)).toEqual({ changes: [], rows: [], counts: { added: 0, removed: 0, changed: 0 } })
  })
})

const side = (rows: readonly DifferenceRow[], of: 'before' | 'after') =>
  rows.flatMap((row) => (row[of] === null ? [] : [row[of].pieces.map(({ text }) => text).join('')]))

describe('lines', () => {
  test('both texts can be read back from the rows, with every line numbered once', () => {
    const line = fc.constantFrom('a', 'b', 'Tell the owner.', 'Tell the owner at once.', '', '  c')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.array(line, { maxLength: 40 }), (one, other) => {
        const [before, after] = [one, other].map((lines) => lines.map((text) => `${text}\n`).join('')) as [string, string]
        const rows = lineDifference(before, after)
        expect(side(rows, 'before')).toEqual(one)
        expect(side(rows, 'after')).toEqual(other)
        expect(rows.flatMap((row) => (row.before === null ? [] : [row.before.number]))).toEqual(one.map((_, at) => at + 1))
        expect(rows.every((row) => row.kind !== 'same' || row.before?.pieces[0]?.text === row.after?.pieces[0]?.text)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('one line put in the middle of many is one row', () => {
    const many = Array.from({ length: 500 }, (_, at) => `Line ${at}`)
    const rows = lineDifference(many.join('\n'), many.toSpliced(250, 0, 'New here').join('\n'))
    expect(rows.filter(({ kind }) => kind !== 'same')).toMatchObject([{ kind: 'added', after: { number: 251 } }])
  })

  test('in a line that changed only the words that changed are marked', () => {
    const [row] = lineDifference('Acknowledge within 30 minutes.', 'Acknowledge within 60 minutes.')
    expect(row?.before?.pieces.filter(({ changed }) => changed)).toEqual([{ text: '30', changed: true }])
    expect(row?.after?.pieces.filter(({ changed }) => changed)).toEqual([{ text: '60', changed: true }])
  })

  test('two texts that have nothing in common are told apart in bounded time', () => {
    const text = (word: string) => Array.from({ length: 20_000 }, (_, at) => `${word} ${at}`).join('\n')
    const started = performance.now()
    const rows = lineDifference(text('x'), text('y'))
    expect(rows.length).toBeGreaterThanOrEqual(20_000)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
