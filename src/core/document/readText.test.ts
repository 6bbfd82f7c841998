// What is a text, what does it promise about itself, and what keeps it out?
import { describe, expect, test } from 'vitest'
import { idFromPath, mostTextBytes, readText, unkeepable } from './readText.ts'

const people = [{ id: `per_${'1'.repeat(32)}`, name: 'Grace Hopper', email: 'grace@example.com' }]
const policy = (more: string) => `---\nkind: policy\nid: p\ntitle: P\n${more}\n---\n# P\n`

describe('a text as it comes in', () => {
  test('names people by id, roles and titles as written', () => {
    const { terms } = readText(policy('approvers: [grace@example.com, Grace Hopper, compliance, cto]\nquorum: 2'), people)
    expect(terms).toMatchObject({ approvers: [people[0]?.id, people[0]?.id, 'compliance', 'cto'], quorum: 2 })
  })

  test('is refused at line and column for an address nobody has, a quorum that cannot be reached, an approver that is a placeholder', () => {
    const refusing = (more: string) =>
      readText(policy(more), people)
        .problems.filter(({ refuses }) => refuses)
        .map(({ rule, position }) => [rule, position.line])
    expect(refusing('approvers: [nobody@example.com]')).toEqual([['front-matter/approvers', 5]])
    expect(refusing('approvers: [cto]\nquorum: 2')).toEqual([['front-matter/quorum', 6]])
    expect(refusing('approvers: ["[replace: who]"]')).toEqual([['front-matter/approvers', 5]])
    expect(refusing('review: { every: yearly }')).toEqual([['front-matter/duration', 5]])
  })

  test('is a runbook without any front matter, and takes oddities as hints', () => {
    const { kind, id, terms, problems } = readText('# Restart it\n\n1. `systemctl restart x`\n', people)
    expect([kind, id, terms.quorum, problems.filter(({ refuses }) => refuses)]).toEqual(['runbook', null, 0, []])
    expect(
      readText('---\nkind: runbook\nreview: 2024-01-01\nacknowledge: yes\n---\n# R\n', people).problems.filter(({ refuses }) => refuses),
    ).toEqual([])
  })

  test('holds in its names only what can be kept, also where YAML writes it out', () => {
    const told = (more: string) => readText(`---\nkind: policy\nid: p\n${more}\n---\n# P\n`, people)
    expect(told('title: "One\\0 two\\ud800"').title).toBe('One  two')
    expect(told('title: P\napprovers: ["c\\0to"]').problems.some(({ refuses }) => refuses)).toBe(true)
    expect([...told(`title: ${'𝄞'.repeat(500)}`).title]).toHaveLength(300)
  })

  test('is refused where its front matter cannot be read, and taken where a block of its body cannot', () => {
    const dense = '*['.repeat(4000)
    const refuses = (text: string) => readText(text, people).problems.some((problem) => problem.refuses)
    expect(refuses(`---\nkind: runbook\napprovers: [cto]\nx: "${dense}"\n---\n# R\n`)).toBe(true)
    expect(refuses(`# R\n\n${dense}\n`)).toBe(false)
    expect(refuses(`# R\n${'\n'.repeat(4000)}`)).toBe(true)
  })

  test('is kept up to 1 MiB of UTF-8 without NUL', () => {
    const told = (text: string) => unkeepable(text, new TextEncoder().encode(text).length)?.rule
    expect(told('x'.repeat(mostTextBytes))).toBeUndefined()
    expect(told('é'.repeat(mostTextBytes / 2 + 1))).toBe('text/too-large')
    expect([told('a\0b'), told('a\ud800b'), told(' \n')]).toEqual(['text/nul', 'text/not-utf-8', 'text/empty'])
  })

  test('takes its id from its path where it names none', () => {
    expect(idFromPath('docs/runbooks/AWS keys (prod).md')).toBe('docs-runbooks-aws-keys-prod')
    expect(idFromPath('Überlast.md')).toBe('uberlast')
    expect(idFromPath('文書.md')).toBeNull()
  })
})
