// Sentences about paths that others name: none of them leads out of the folder.
import { describe, expect, test } from 'vitest'
import { hasTextEnding, pathProblem } from './filePath.ts'

describe('a path', () => {
  test.each(['runbooks/AWS keys.md', 'öffnen.md', 'a/..b/c...md', '.github/policy.md', 'gitops/.gitignore.md', 'what: now?.md'])(
    '%j is fine',
    (path) => {
      expect(pathProblem(path)).toBeUndefined()
    },
  )
  test.each([
    ...[
      '',
      '/etc/passwd',
      '../x.md',
      'a/../../x.md',
      'a/..',
      'a//b.md',
      './a.md',
      'a/./b.md',
      '...',
      'a\\..\\b.md',
      'C:/x.md',
      'c:x.md',
      'a\0.md',
      'a\n.md',
    ],
    ...[
      '.git/hooks/post-checkout',
      'sub/.GIT/config',
      '.git./config',
      '.git::$INDEX_ALLOCATION/config',
      'GIT~1/config',
      '.g\u200cit/config',
    ],
  ])('%j is refused', (path) => {
    expect(pathProblem(path)).toMatch(/\.$/)
  })
  test('of a text ends like one', () => {
    expect(['a.md', 'b/c.MARKDOWN', 'd.txt', 'e.mdx'].filter(hasTextEnding)).toHaveLength(4)
    expect(['Makefile', '.md', 'a/.md', '.envrc', 'a.yml', 'a.md.sh', 'md'].filter(hasTextEnding)).toEqual([])
  })
})
