// Sentences about texts nobody meant to be runbooks, hostile or only public: they are read within seconds or refused by name.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedAvailable, sharedPath } from '../../../test/support/shared.ts'
import { parseRunbook } from './parseRunbook.ts'
import { stepsOf } from './runbook.ts'

const steps = (markdown: string) => stepsOf(parseRunbook(markdown).runbook)

/** Of this process's own work: a busy machine makes nothing slower. */
function secondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1_000_000
}

describe('any text', () => {
  test('is read without throwing', () => {
    const pieces = fc.constantFrom(
      '# ',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '   ',
      '> ',
      '`',
      '```',
      '*',
      '[a](',
      '|',
      '|-|',
      '$KEY',
      '<x>',
      '---\n',
      'Check: ',
      'Needs: ',
      '{#a}',
      'aws s3 ls',
      'a',
      '\0',
      '\u{1F600}',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 120 }), (parts) => {
        const { runbook } = parseRunbook(parts.join(''))
        const ids = stepsOf(runbook).map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: 300 },
    )
  })
  const repeated = (piece: string) => piece.repeat(Math.floor(149_000 / piece.length))
  test.each([
    '[',
    '[a](',
    '*a ',
    '_a',
    '>',
    '> - ',
    '1. a\n',
    '`a',
    '|a|b|\n',
    'a@b.c ',
    'word word\n',
    '[a](b)\n\n',
    '# a\n',
    '<a ',
    '&a',
    '- [ ] a\n',
    '$KEY ',
  ])('of 149,000 characters of %j is read or refused within seconds', (piece) => {
    const begun = process.cpuUsage()
    parseRunbook(`## Contain\n${repeated(piece)}`)
    parseRunbook(`## Contain\n1. x\n\`\`\`sh\n${repeated(piece).slice(0, 30_000)}\n\`\`\``)
    expect(secondsSince(begun)).toBeLessThan(10)
  })
  test('that is too large is refused by name, and nothing of it is taken for read', () => {
    const { runbook, problems } = parseRunbook('a'.repeat(150_001))
    expect(problems).toMatchObject([{ rule: 'document/too-large' }])
    expect(runbook.sections).toEqual([])
  })
  test('of too many lines is refused, and of too many marks in all is read up to there', () => {
    expect(parseRunbook('a\n\n'.repeat(1_600)).problems).toMatchObject([{ rule: 'document/too-large' }])
    const { runbook, problems } = parseRunbook(`## Contain\n1. Stop\n\n${'[a](b) '.repeat(12)}\n\n`.repeat(500))
    expect(problems[0]).toMatchObject({ rule: 'document/too-dense' })
    expect(stepsOf(runbook).length).toBeGreaterThan(200)
    expect(stepsOf(runbook).length).toBeLessThan(500)
  })
  test('that is too deep or too dense loses only that part, and lines keep their numbers', () => {
    const { runbook, problems } = parseRunbook(`${'> '.repeat(40)}a\n\n${'['.repeat(2000)}\n\n## Contain\n1. Stop`)
    expect(problems.map(({ rule }) => rule)).toEqual(['document/too-deep', 'document/too-dense'])
    expect(stepsOf(runbook)).toMatchObject([{ text: 'Stop', position: { line: 6 } }])
  })
})

describe.skipIf(!sharedAvailable)('public incident documents', () => {
  const folder = sharedPath('runbooks', 'docs')
  const names = sharedAvailable ? readdirSync(folder).filter((name) => name.endsWith('.md')) : []
  test('are all read, each within seconds', () => {
    expect(names.length).toBeGreaterThan(50)
    for (const name of names) {
      const text = readFileSync(`${folder}/${name}`, 'utf8')
      const begun = process.cpuUsage()
      const { problems } = parseRunbook(text)
      expect(secondsSince(begun), name).toBeLessThan(5)
      expect(problems.filter(({ rule }) => rule.startsWith('document/')).map(({ rule }) => [name, rule])).toEqual([])
    }
  })
  test.each([
    ['guardsight-phishing.md', 20, 35],
    ['mojcp-secrets-leaked.md', 6, 10],
    ['promop-node-fs-filling.md', 2, 6],
    ['openshift-etcd-members.md', 4, 10],
    ['zuno-emergency-pause.md', 15, 35],
    ['pagerduty-severity.md', 0, 0],
    ['j1-ir-policy.md', 0, 0],
  ])('%s has between %i and %i steps', (name, fewest, most) => {
    const { length } = steps(readFileSync(`${folder}/${name}`, 'utf8'))
    expect(length).toBeGreaterThanOrEqual(fewest)
    expect(length).toBeLessThanOrEqual(most)
  })
})
