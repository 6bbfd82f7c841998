// Sentences about commands with values in them: a real shell must see exactly the value, or nothing is filled in.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are parameters of a shell.
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.ts'
import { fillCommand } from './fillCommand.ts'
import { parameterNames } from './parameters.ts'
import type { CommandLanguage } from './runbook.ts'

function fill(text: string, values: Record<string, string>, language: CommandLanguage = 'shell') {
  return fillCommand({ text, language, parameters: parameterNames(text, language) }, values)
}

function refused(work: () => unknown): string | undefined {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return undefined
}

describe('parameters', () => {
  test.each([
    ['aws iam get-user --user-name $USER', ['USER']],
    ['kubectl logs <pod-name> -n ${NS} $NS', ['pod-name', 'NS']],
    ["awk '{print $1}' < in > out; echo $HOME $? $lower ${X:-default}", []],
    ['jq --arg key "$KEY" \'.[] | select(. == $key)\'', ['KEY']],
    ['echo \\$NOT <<EOF', []],
    ['# a comment with $KEY', ['KEY']],
  ])('of %j are %j', (text, names) => {
    expect(parameterNames(text, 'shell')).toEqual(names)
  })
})

describe('a filled command', () => {
  test('leaves plain values as they are and says what is missing', () => {
    expect(fill('aws s3 ls s3://$BUCKET/$KEY', { BUCKET: 'example-logs' })).toEqual({
      text: 'aws s3 ls s3://example-logs/$KEY',
      missing: ['KEY'],
    })
  })
  test('quotes what a shell would read as more than a word, with or without quotes of its own', () => {
    expect(fill('echo $NAME', { NAME: "O'Brien & co" }).text).toBe("echo 'O'\\''Brien & co'")
    expect(fill('echo "$NAME"', { NAME: '$(id)!' }).text).toBe("echo '$(id)!'")
    expect(fill("echo '<name>'", { name: "it's" }).text).toBe("echo 'it'\\''s'")
  })
  test('fills no name that a map has only by inheritance', () => {
    expect(fill('echo <constructor>', {}).missing).toEqual(['constructor'])
  })

  const shell = (command: string) => spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout
  const anyValue = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((value) => !value.startsWith('-') && !/[\p{C}\p{Z}]/u.test(value.replaceAll(' ', '')))
  test('gives a real shell exactly the value, in every place where it is not refused', () => {
    const places = [
      ['printf %s $V', '', ''],
      ['printf %s "$V"', '', ''],
      ["printf %s '<V>'", '', ''],
      ['printf %s "a $V b"', 'a ', ' b'],
      ["printf %s 'a <V> b'", 'a ', ' b'],
      ['printf %s "$(printf %s "$V")"', '', ''],
      ['printf %s pre${V}post', 'pre', 'post'],
      ['printf %s "x"$V', 'x', ''],
    ] as const
    const nasty = fc.constantFrom("'", '"', '`id`', '$(id)', '; id', '\\', '!!', '*', '~', '#x', 'a b', '&&', "'; id; '")
    let filled = 0
    fc.assert(
      fc.property(fc.oneof(anyValue, nasty), fc.constantFrom(...places), (value, [place, before, after]) => {
        let text: string
        try {
          text = fill(place, { V: value }).text
        } catch (error) {
          if (error instanceof Refusal) return
          throw error
        }
        filled++
        expect(shell(text)).toBe(`${before}${value}${after}`)
      }),
      { numRuns: 120 },
    )
    expect(filled).toBeGreaterThan(40)
  })

  test.each(['a\nb', 'a\rb', 'a\u0000b', 'a\u001b[2Jb', 'a\u202eb', 'a\u2028b', 'a\u200bb', '\ud800'])(
    'refuses %j, which holds what cannot be seen',
    (value) => {
      expect(refused(() => fill('echo $V', { V: value }))).toBe('value_not_safe')
    },
  )
  test.each([
    ['kubectl get pod $V', '--all'],
    ['kubectl get pod "$V"', '-A'],
    ['echo "name = \'$V\'"', "x' OR '1'='1"],
    ["sh -c 'echo $V'", '$(id)'],
    ['eval echo $V', 'a;id'],
    ['ssh host ls $V', 'a b'],
    ['cat <<EOF\n$V\nEOF', '$(id)'],
    ['echo `ls $V`', 'a b'],
    ['echo $(( $V ))', 'a[$(id)]'],
    ['echo "unclosed $V', 'a b'],
    ["echo $'x $V'", 'a b'],
    ['ls # in $V', 'a b'],
  ])('refuses in %j the value %j', (text, value) => {
    expect(refused(() => fill(text, { V: value }))).toBe('value_not_safe')
  })
  test('lets a plain value into places that cannot be told', () => {
    expect(fill('cat <<EOF\n$V\nEOF', { V: 'i-0abcd' }).text).toBe('cat <<EOF\ni-0abcd\nEOF')
  })
})

describe('a filled statement', () => {
  test('doubles quotes in literals and refuses what could end one', () => {
    expect(fill("SELECT * FROM t WHERE name = '<name>';", { name: "O'Brien" }, 'sql').text).toBe("SELECT * FROM t WHERE name = 'O''Brien';")
    expect(refused(() => fill("SELECT '<name>'", { name: '\\' }, 'sql'))).toBe('value_not_safe')
    expect(refused(() => fill('ALTER ROLE "<role>" NOLOGIN', { role: '"; DROP TABLE t; --' }, 'sql'))).toBe('value_not_safe')
    expect(refused(() => fill('SELECT pg_terminate_backend(<pid>)', { pid: '1) OR (1' }, 'sql'))).toBe('value_not_safe')
    expect(fill('SELECT pg_terminate_backend(<pid>)', { pid: '4711' }, 'sql').text).toBe('SELECT pg_terminate_backend(4711)')
  })
  test('reads <> as not equal', () => {
    expect(parameterNames("SELECT 1 WHERE pid <> pg_backend_pid() AND a = '<x>'", 'sql')).toEqual(['x'])
  })
})
